import { spawn } from 'node:child_process';
import { systemEnvironment } from '@acervo/runtime';
import type { ServerUser } from './server-user.ts';

/** Runs one of PostgreSQL's programs to its end, away from the terminal's Ctrl-C, without our environment's PG*
 *  variables and without output (a server that inherited a pipe would keep us waiting for its end). */
export function runTool(
  program: string,
  args: readonly string[],
  { user, cwd }: { user: ServerUser | undefined; cwd: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: 'ignore',
      detached: true,
      windowsHide: true,
      env: { ...systemEnvironment(), LC_ALL: 'C', TZ: 'UTC' },
      ...(user ?? {}),
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? -1));
  });
}
