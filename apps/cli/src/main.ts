import { listenForInterrupt } from './interrupt.ts';
import { openOutput } from './output.ts';
import { runCommandLine } from './run-command-line.ts';

/** How long a command may take to end after Ctrl-C before the process ends without it. */
const STOP_MS = 9_500;

const output = openOutput(process.env);
process.exitCode = await main();
await output.flush();
// Nothing of ours is open any more; what a library left behind must not keep a person waiting.
process.exit();

async function main() {
  using interrupt = listenForInterrupt();
  const { signal } = interrupt;
  signal.addEventListener('abort', () => setTimeout(() => process.exit(130), STOP_MS).unref());
  const { env: environment } = process;
  return await runCommandLine(process.argv.slice(2), { environment, workingFolder: process.cwd(), output, signal });
}
