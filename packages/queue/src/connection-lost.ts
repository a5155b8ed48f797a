import { isConnectionLossCode } from '@acervo/runtime';

const MESSAGES =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying|^Client was closed/;

/** Whether an error of node-postgres says that there was no connection, or no longer. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined) return isConnectionLossCode(code);
  return MESSAGES.test(error.message);
}

/** An error that BullMQ takes for a lost connection, which it answers with a pause and another try; others it reports and
 *  goes on at once. */
export function connectionLost(cause?: unknown): Error {
  return Object.assign(new Error('ECONNREFUSED', { cause }), { code: 'ECONNREFUSED' });
}
