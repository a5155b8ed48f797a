import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import type { Context, ExitCode, GlobalOptions } from './context.ts';
import { COMMAND_HELP, type CommandHelp } from './help/command-help.ts';
import { formatExamples } from './help/format-examples.ts';
import { OPTION_HELP } from './help/option-help.ts';

/** What a command does once its arguments are known. */
export type Run<Options> = (args: string[], options: Options & GlobalOptions) => Promise<ExitCode>;

/** Where finished commands leave their exit code. */
export interface Registry {
  readonly program: Command;
  readonly context: Context;
  finish(code: ExitCode): void;
}

/** Adds a command, or with a name of two words a command of a group, with its help and examples.
 *  `usage` is commander's: `<folder...>`. The returned command takes options. */
export function defineCommand<Options>(
  registry: Registry,
  name: keyof typeof COMMAND_HELP,
  args: readonly (readonly [usage: string, help: keyof typeof OPTION_HELP])[],
  run: Run<Options>,
): Command {
  const { context } = registry;
  const words = name.split(' ');
  const parent = words.length === 1 ? registry.program : findGroup(registry, words[0] ?? '');
  const command = describeCommand(parent.command(words.at(-1) ?? name), name, context);
  for (const [usage, help] of args) command.argument(usage, OPTION_HELP[help][context.language]);
  command.action(async (...given: unknown[]) => {
    const values = given
      .slice(0, args.length)
      .flat()
      .filter((value) => value !== undefined);
    registry.finish(await run(values.map(String), command.optsWithGlobals<Options & GlobalOptions>()));
  });
  return command;
}

/** The command of a group (`db`, `model`, `schedule`), which by itself only shows its help. */
function findGroup({ program, context }: Registry, name: string): Command {
  const existing = program.commands.find((command) => command.name() === name);
  return existing ?? describeCommand(program.command(name), name as keyof typeof COMMAND_HELP, context);
}

/** A command with its description and examples, not yet able to run. */
export function describeCommand(command: Command, name: keyof typeof COMMAND_HELP, { language }: Context): Command {
  const help: CommandHelp = COMMAND_HELP[name];
  return command
    .description(help.about[language])
    .helpCommand(false)
    .summary(help.about[language])
    .addHelpText('after', formatExamples(help, language));
}

/** A whole number, `minimum` or more and `maximum` or less, as an option's value. */
export function wholeNumber({ say }: Context, option: string, minimum = 0, maximum?: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,15}$/.test(text) || Number(text) < minimum || Number(text) > (maximum ?? Infinity))
      throw new CommandError(say.notANumber(option, minimum, maximum), say.seeHelp('acervo'));
    return Number(text);
  };
}

/** A word among `choices` as an option's value. */
export function oneOf<T extends string>(
  { say }: Context,
  option: string,
  choices: readonly T[],
  command: string,
): (text: string) => T {
  return (text) => {
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) throw new CommandError(say.notAChoice(option, choices.join(', ')), say.seeHelp(command));
    return chosen;
  };
}
