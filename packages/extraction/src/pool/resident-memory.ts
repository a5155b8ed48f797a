import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Milliseconds between looks at a child's memory: the kernel tells for free, a process that tells costs some. */
export const WATCH_INTERVAL_MS = process.platform === 'linux' ? 100 : 1000;

/** Resident memory of another process in bytes, or undefined where it is gone or the system has no cheap way to tell
 *  (Windows: there only what the child reports about itself between pages counts, and its heap limit). */
export async function readResidentMemory(pid: number): Promise<number | undefined> {
  try {
    if (process.platform === 'linux') {
      // not by a promise: the kernel answers in microseconds, handing it to the thread pool took milliseconds on busy cores
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
    }
    if (process.platform === 'win32') return undefined;
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) * 1024 || undefined;
  } catch {
    // gone between two looks: its exit tells why
    return undefined;
  }
}
