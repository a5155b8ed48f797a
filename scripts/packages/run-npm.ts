import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs npm under the Node that runs this, in the folder `cwd`: the npm that started this process, or the one on the path.
 *  @returns what it wrote to stdout.
 *  @throws where it fails or takes longer than `timeoutMs`; the error has its `stderr`. */
export async function runNpm(
  args: readonly string[],
  { cwd = process.cwd(), timeoutMs = 120_000 }: { cwd?: string; timeoutMs?: number } = {},
): Promise<string> {
  const program = process.env['npm_execpath'];
  const options = { cwd, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } =
    program === undefined
      ? await run('npm', args, { ...options, shell: process.platform === 'win32' })
      : await run(process.execPath, [program, ...args], options);
  return stdout;
}
