import { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import type { Context, ExitCode } from './context.ts';
import { explainError } from './explain-error.ts';
import { listenForInterrupt } from './interrupt.ts';
import { isInterruption } from './interrupted.ts';
import { chooseLanguage, findLanguageFlag } from './language.ts';
import { messagesIn } from './messages.ts';
import { openOutput } from './output.ts';
import { openProgram } from './program.ts';
import { readVersion } from './read-version.ts';

/** How long a command may take to end after Ctrl-C before the process ends without it. */
const STOP_MS = 9_500;

const args = process.argv.slice(2);
const output = openOutput(process.env);
process.exitCode = await main();
await output.flush();
// Nothing of ours is open any more; what a library left behind must not keep a person waiting.
process.exit();

async function main(): Promise<ExitCode> {
  using interrupt = listenForInterrupt();
  const chosen = chooseLanguage(findLanguageFlag(args), process.env);
  const language = chosen ?? 'en';
  const say = messagesIn(language);
  const format = new Intl.NumberFormat(language === 'pt' ? 'pt-BR' : 'en-US');
  const context: Context = {
    environment: process.env,
    workingFolder: process.cwd(),
    language,
    say,
    output,
    signal: interrupt.signal,
    number: (value) => format.format(value),
  };
  interrupt.signal.addEventListener('abort', () => setTimeout(() => process.exit(130), STOP_MS).unref());
  let code: ExitCode = 0;
  try {
    if (chosen === undefined) throw new CommandError(say.notALanguage, say.seeHelp('acervo'));
    const program = await openProgram(context, readVersion(), args, (finished) => {
      code = finished;
    });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    if (isInterruption(error, interrupt.signal)) return 130;
    // A group without its command has shown its help, which says enough.
    if (!(error instanceof CommanderError && error.code === 'commander.help'))
      explainError(error, context, args.includes('--debug'));
    return 2;
  }
}
