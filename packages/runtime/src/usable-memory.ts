import { totalmem } from 'node:os';

/** The machine's memory in bytes, or what a container may use of it. */
export function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
