import { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import type { Context, ExitCode } from './context.ts';
import { explainError } from './explain-error.ts';
import { isInterruption } from './interrupted.ts';
import { chooseLanguage, findLanguageFlag } from './language.ts';
import { messagesIn } from './messages.ts';
import { openProgram } from './program.ts';
import { readVersion } from './read-version.ts';

/** Runs one command line to its end, in the person's language; whatever goes wrong is explained on `output`.
 *  @returns the code with which the process is to exit. */
export async function runCommandLine(
  args: readonly string[],
  given: Pick<Context, 'environment' | 'workingFolder' | 'output' | 'signal'>,
): Promise<ExitCode> {
  const chosen = chooseLanguage(findLanguageFlag(args), given.environment);
  const language = chosen ?? 'en';
  const say = messagesIn(language);
  const format = new Intl.NumberFormat(language === 'pt' ? 'pt-BR' : 'en-US');
  const context: Context = { ...given, language, say, number: (value) => format.format(value) };
  let code: ExitCode = 0;
  try {
    if (chosen === undefined) throw new CommandError(say.notALanguage, say.seeHelp('acervo'));
    const program = await openProgram(context, readVersion(), args, (finished) => {
      code = finished;
    });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    if (isInterruption(error, given.signal)) return 130;
    // A group without its command has shown its help, which says enough.
    if (!(error instanceof CommanderError && error.code === 'commander.help')) explainError(error, context, args);
    return 2;
  }
}
