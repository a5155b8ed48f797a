import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const acervo = fileURLToPath(new URL('../bin/acervo.js', import.meta.url));

/** One `acervo` command running as a person would run it. */
export interface Command {
  readonly child: ChildProcess;
  /** Its exit code (null when killed) and what it printed. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts `acervo …`; the variables of the test's own environment that choose an archive are not passed on. */
export function startAcervo(
  args: readonly string[],
  environment: Record<string, string> = {},
  workingFolder?: string,
): Command {
  const child = spawn(process.execPath, [acervo, ...args], {
    cwd: workingFolder,
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      ACERVO_ARCHIVE: '',
      LC_ALL: '',
      LC_MESSAGES: '',
      LANG: 'C',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended };
}

/** Commands on one archive: `acervo` ends as it ends, `json` succeeds and gives what it printed.
 *  @param archive its folder, asked for when a command starts */
export function commandsOn(archive: () => string) {
  const acervo = (...args: string[]) => startAcervo([...args, '--archive', archive()]).ended;
  return {
    acervo,
    async json(...args: string[]) {
      const { code, stdout, stderr } = await acervo(...args, '--json');
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout);
    },
  };
}

/** The processes below a command whose command line contains `part`. */
export function findProcesses(below: ChildProcess, part: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map((line) => {
    const [, pid = '', parent = '', args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), args };
  });
  const found = new Set([below.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of all) {
      if (!found.has(parent) || found.has(pid)) continue;
      found.add(pid);
      grown = true;
    }
  }
  return all
    .filter(({ pid, args }) => found.has(pid) && pid !== below.pid && args.includes(part))
    .map(({ pid }) => pid);
}

/** SIGKILL for all of them; those that are gone already are fine. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended by itself
    }
  }
}
