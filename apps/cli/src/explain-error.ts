import { describeError, FAILURE_HINTS, PipelineError } from '@acervo/runtime';
import { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import type { Context } from './context.ts';
import { COMMAND_HELP } from './help/command-help.ts';
import { oneLine } from './terminal-text.ts';

/** Tells the person in two lines what is wrong and what to do; with `--debug` among `args` also where it happened (never
 *  the messages of foreign errors: PostgreSQL's quote values). */
export function explainError(error: unknown, { output, language, say }: Context, args: readonly string[]): void {
  const debug = args.includes('--debug');
  const [wrong, todo] = describe(error);
  output.note(`${output.notes.red('acervo:')} ${oneLine(wrong)}`);
  output.note(todo);
  if (debug) output.note(output.notes.dim(JSON.stringify(describeError(error), null, 2)));

  function describe(thrown: unknown): [string, string] {
    if (thrown instanceof CommandError) return [thrown.message, thrown.hint];
    if (thrown instanceof CommanderError) return [translate(thrown), say.seeHelp(findCommand(args))];
    if (thrown instanceof PipelineError) return [thrown.message, FAILURE_HINTS[thrown.code][language]];
    return [say.unexpected, say.unexpectedHint];
  }

  /** Commander speaks English only; its codes and the quoted names say the same. */
  function translate({ code, message }: CommanderError): string {
    const name = /'([^']*)'/.exec(message)?.[1] ?? '';
    if (code === 'commander.unknownOption') return say.unknownOption(name);
    if (code === 'commander.unknownCommand') return say.unknownCommand(name);
    if (code === 'commander.missingArgument') return say.missingArgument(`<${name}>`);
    if (code === 'commander.missingMandatoryOptionValue') return say.missingArgument(name);
    if (code === 'commander.optionMissingArgument') return say.missingValue(name);
    if (code === 'commander.excessArguments') return say.tooManyArguments;
    return message.replace(/^error: /, '');
  }
}

/** The command that raw arguments begin with, as far as there is one: `acervo model add`, `acervo run`, `acervo`. */
function findCommand(args: readonly string[]): string {
  const names = [args.slice(0, 2).join(' '), args[0] ?? ''];
  const name = names.find((each) => Object.hasOwn(COMMAND_HELP, each));
  return name === undefined ? 'acervo' : `acervo ${name}`;
}
