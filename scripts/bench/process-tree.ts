import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** Peak resident memory in MB and CPU seconds of every process below a root, by the name of what it runs. */
export interface ProcessUse {
  name: string;
  peakMb: number;
  cpuSeconds: number;
}

const TICKS_PER_SECOND = 100;
/** It leaves the tree of whoever starts it. */
export const DATABASE_SERVER = 'postgres';
/** Looking at every process of a machine takes time of its own, which is the measured one's where all cores are busy. */
const LOOK_EVERY_MS = 2_000;

interface Stat {
  parent: number;
  /** As the kernel names it. */
  program: string;
  cpuSeconds: number;
  /** CPU time of the children that have ended and were waited for, and of theirs. */
  endedSeconds: number;
}

/** A file of the kernel about a process, empty when the process is gone. Read in place: a promise's way through the
 *  thread pool costs a hundred times the reading, and this must not add to what it measures. */
function readAbout(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** What the kernel says of a process; undefined when it is gone. */
function readStat(pid: number): Stat | undefined {
  const stat = readAbout(pid, 'stat');
  const end = stat.lastIndexOf(')');
  if (end < 0) return undefined;
  const fields = stat.slice(end + 2).split(' ');
  return {
    parent: Number(fields[1]),
    program: stat.slice(stat.indexOf('(') + 1, end),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    endedSeconds: (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND,
  };
}

function readStats(): Map<number, Stat> {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const stats = pids.map((pid) => [pid, readStat(pid)] as const);
  return new Map(stats.flatMap(([pid, stat]) => (stat === undefined ? [] : [[pid, stat]])));
}

/** Whether a process is the root or descends from it. */
function isBelow(stats: ReadonlyMap<number, Stat>, rootPid: number, pid: number): boolean {
  for (let at: number | undefined = pid; at && at > 1; at = stats.get(at)?.parent) if (at === rootPid) return true;
  return false;
}

/** CPU seconds that `work` costs this process, what it starts, and PostgreSQL, ended processes included: two calls
 *  beside each other would count each other's. Linux only. */
export async function withCpu<T>(work: () => Promise<T>): Promise<{ result: T; cpuSeconds: number }> {
  const total = () => {
    const stats = readStats();
    return [...stats]
      .filter(([pid, { program }]) => program === DATABASE_SERVER || isBelow(stats, process.pid, pid))
      .reduce((sum, [, { cpuSeconds, endedSeconds }]) => sum + cpuSeconds + endedSeconds, 0);
  };
  const before = total();
  const result = await work();
  return { result, cpuSeconds: total() - before };
}

/** The script that a process runs, where it runs one, and its peak resident memory. A process that just ended has neither. */
function readUse(pid: number): { script: string | undefined; peakMb: number } {
  const script = readAbout(pid, 'cmdline')
    .split('\0')
    .find((part) => /\.(ts|js|mjs)$/.test(part));
  return {
    script: script?.split('/').slice(-3).join('/'),
    peakMb: Number(/VmHWM:\s+(\d+)/.exec(readAbout(pid, 'status'))?.[1] ?? 0) / 1024,
  };
}

/** Samples the processes below `rootPid` (and those of the program `also`) until stopped. CPU seconds count from here on;
 *  of a process that ends, up to the last look at it. Linux only. */
export function watchProcesses(rootPid: number, also?: string): { stop: () => ProcessUse[] } {
  const seen = new Map<number, ProcessUse>();
  const cpuBefore = new Map<number, number>();
  const look = () => {
    const stats = readStats();
    for (const [pid, stat] of stats) {
      if (!isBelow(stats, rootPid, pid) && stat.program !== also) continue;
      const before = seen.get(pid);
      const { script, peakMb } = readUse(pid);
      seen.set(pid, {
        name: script ?? before?.name ?? stat.program,
        peakMb: Math.max(peakMb, before?.peakMb ?? 0),
        cpuSeconds: stat.cpuSeconds - (cpuBefore.get(pid) ?? 0),
      });
    }
    return stats;
  };
  for (const [pid, stat] of look()) cpuBefore.set(pid, stat.cpuSeconds);
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return [...seen.values()].sort((a, b) => b.peakMb - a.peakMb);
    },
  };
}

/** Peak resident MB of the largest process of each name. */
export function peaksByName(uses: readonly ProcessUse[]): Map<string, number> {
  const peaks = new Map<string, number>();
  for (const { name, peakMb } of uses) peaks.set(name, Math.max(peakMb, peaks.get(name) ?? 0));
  return peaks;
}

/** Runs a command to its end.
 *  @returns its stdout. @throws when it exits with another code than 0 (or one of `accept`). */
export async function runCommand(
  file: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; timeoutMs?: number; accept?: number[] } = {},
): Promise<string> {
  try {
    const run = promisify(execFile)(file, args, {
      env: { ...process.env, ...options.env },
      timeout: options.timeoutMs ?? 600_000,
      maxBuffer: 256 * 1024 * 1024,
    });
    return (await run).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && options.accept?.includes(Number(error.code)) && 'stdout' in error)
      return String(error.stdout);
    throw error;
  }
}
