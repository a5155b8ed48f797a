import { isConnectionLossCode, PipelineError } from '@acervo/runtime';

/** What pg says without a code when a connection ends under a query or can't be had. */
const LOST_CONNECTION =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying/;

/** Serialization failure, deadlock, lock timeout, statement timeout: trying again may help, for ever it does not. */
const CONFLICTS = new Set(['40001', '40P01', '55P03', '57014']);

/** Whether an SQLSTATE speaks of the server and not of the statement: 53: out of disk, memory, connections; 58: errors of
 *  its files; 25006: it is a standby (a failover is under way). It passes when an operator has helped. */
export function isServerTrouble(code: string): boolean {
  return /^(53|58)/.test(code) || code === '25006';
}

/** Wraps whatever pg throws. The SQLSTATE goes into the message, the server's own message (which may quote parameters)
 *  only into `cause`. Lost connections become `database-unavailable`, everything else `database-failed`; both are
 *  retryable where trying again can help. */
export function databaseError(error: unknown): PipelineError {
  if (error instanceof PipelineError) return error;
  const code = errorCode(error);
  if (isConnectionLoss(error, code))
    return new PipelineError('database-unavailable', `PostgreSQL does not answer (${code ?? 'connection lost'})`, {
      retryable: true,
      cause: error,
    });
  const retryable = code !== undefined && (CONFLICTS.has(code) || isServerTrouble(code));
  return new PipelineError('database-failed', `PostgreSQL refused a statement (${code ?? 'no code'})`, {
    retryable,
    cause: error,
  });
}

/** SQLSTATE or socket code of an error, where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function isConnectionLoss(error: unknown, code: string | undefined): boolean {
  if (code !== undefined) return isConnectionLossCode(code);
  return error instanceof Error && LOST_CONNECTION.test(error.message);
}
