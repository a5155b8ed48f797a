const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a Unix socket that is gone
]);
const MESSAGES =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying|^Client was closed/;

/** Whether an error of node-postgres says that there was no connection, or no longer: 08: connection exceptions; 57P: the
 *  server shuts down or starts; 53300: too many connections for now. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined) return /^08|^57P0[1-5]|^53300$/.test(code) || SOCKET_CODES.has(code);
  return MESSAGES.test(error.message);
}

/** An error that BullMQ takes for a lost connection, which it answers with a pause and another try; others it reports and
 *  goes on at once. */
export function connectionLost(cause?: unknown): Error {
  return Object.assign(new Error('ECONNREFUSED', { cause }), { code: 'ECONNREFUSED' });
}
