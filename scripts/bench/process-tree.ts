import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Peak resident memory in MB and CPU seconds of every process below a root, by the name of what it runs. */
export interface ProcessUse {
  name: string;
  peakMb: number;
  cpuSeconds: number;
}

interface Seen {
  name: string;
  peakMb: number;
  cpuSeconds: number;
}

const TICKS_PER_SECOND = 100;

async function readProcess(
  pid: number,
): Promise<{ parent: number; name: string; rssMb: number; cpuSeconds: number } | undefined> {
  try {
    const [stat, command, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const rssMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    const script = command.split('\0').find((part) => /\.(ts|js|mjs)$/.test(part));
    const name = script ? script.split('/').slice(-3).join('/') : (command.split('\0')[0]?.split(/[/ ]/).at(-1) ?? '?');
    return {
      parent: Number(fields[1]),
      name,
      rssMb,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    };
  } catch {
    return undefined; // it ended between two looks
  }
}

/** Samples the processes below `rootPid` (and any whose command line contains `also`) until stopped. Linux only. */
export function watchProcesses(rootPid: number, also?: string): { stop: () => ProcessUse[] } {
  const seen = new Map<number, Seen>();
  const look = async () => {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const all = new Map(
      (await Promise.all(pids.map(async (pid) => [pid, await readProcess(pid)] as const))).filter(hasValue),
    );
    const below = (pid: number): boolean => {
      for (let at: number | undefined = pid; at && at > 1; at = all.get(at)?.parent) if (at === rootPid) return true;
      return false;
    };
    for (const [pid, process] of all) {
      if (!below(pid) && !(also && process.name.includes(also))) continue;
      const peakMb = Math.max(process.rssMb, seen.get(pid)?.peakMb ?? 0);
      // a process that just ended has no command line any more
      seen.set(pid, { name: process.name || (seen.get(pid)?.name ?? ''), peakMb, cpuSeconds: process.cpuSeconds });
    }
  };
  const timer = setInterval(() => void look().catch(() => undefined), 200);
  return {
    stop() {
      clearInterval(timer);
      return [...seen.values()].sort((a, b) => b.peakMb - a.peakMb);
    },
  };
}

function hasValue<K, V>(entry: readonly [K, V | undefined]): entry is readonly [K, V] {
  return entry[1] !== undefined;
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
