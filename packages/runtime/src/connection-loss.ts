/** Codes of Node's sockets when a server is not there (yet, any more). */
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

/** Whether a socket code or SQLSTATE says that PostgreSQL can't be reached now: 08: connection exceptions; 57P: the server
 *  shuts down or starts; 53300: too many connections for now. */
export function isConnectionLossCode(code: string): boolean {
  return /^08|^57P0[1-5]|^53300$/.test(code) || SOCKET_CODES.has(code);
}
