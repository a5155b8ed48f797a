import { hash } from 'node:crypto';

/** An index entry of PostgreSQL holds about 2,700 bytes; Unix paths may have 4,096. */
const MAX_PATH_BYTES = 2400;

/** Whether a path can't be recorded as it is. */
export function isTooLong(path: string): boolean {
  return Buffer.byteLength(path) > MAX_PATH_BYTES;
}

/** A path that can be recorded, so that the file is at least reported. */
export function shortPath(path: string): string {
  return `${path.slice(0, 500)}…${hash('sha256', path)}`;
}
