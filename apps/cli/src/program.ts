import { Command } from 'commander';
import type { Context } from './context.ts';
import { describeCommand, type Registry } from './define-command.ts';
import { FIRST_STEPS } from './help/command-help.ts';
import { formatExamples, HEADINGS } from './help/format-examples.ts';
import { OPTION_HELP } from './help/option-help.ts';

/** Commands by name, in the order of the help. Loaded only when named: a database and a runtime for models take a second. */
const LOAD = {
  run: () => import('./commands/run.ts'),
  status: () => import('./commands/status.ts'),
  find: () => import('./commands/find.ts'),
  show: () => import('./commands/show.ts'),
  sql: () => import('./commands/sql.ts'),
  export: () => import('./commands/export.ts'),
  normalize: () => import('./commands/normalize.ts'),
  redrive: () => import('./commands/redrive.ts'),
  ingest: () => import('./commands/ingest.ts'),
  worker: () => import('./commands/worker.ts'),
  web: () => import('./commands/web.ts'),
  schedule: () => import('./commands/schedule.ts'),
  model: () => import('./commands/model.ts'),
  evaluate: () => import('./commands/evaluate.ts'),
  db: () => import('./commands/db.ts'),
  verify: () => import('./commands/verify.ts'),
  doctor: () => import('./commands/doctor.ts'),
  demo: () => import('./commands/demo.ts'),
} satisfies Record<string, () => Promise<{ add(registry: Registry): void }>>;
const COMMANDS = Object.keys(LOAD) as (keyof typeof LOAD)[];

/** The command line in the person's language, with all commands listed and those that `args` name ready to run. They
 *  leave their exit code with `finish`; commander throws `CommanderError` where it would end the process. */
export async function openProgram(
  context: Context,
  version: string,
  args: readonly string[],
  finish: Registry['finish'],
): Promise<Command> {
  const { language, output } = context;
  const text = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][language];
  const program = new Command('acervo')
    .description(FIRST_STEPS.about[language])
    .addHelpText('after', formatExamples(FIRST_STEPS, language))
    .version(version, '-V, --version', text('version'))
    .helpOption('-h, --help', text('help'))
    .option('--archive <folder>', text('archive'))
    .option('--lang <language>', text('lang'))
    .option('--debug', text('debug'))
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (heading) => output.result.bold(language === 'pt' ? (HEADINGS[heading] ?? heading) : heading),
    })
    .configureOutput({
      writeOut: (written) => output.print(written.trimEnd()),
      writeErr: (written) => output.note(written.trimEnd()),
      outputError: () => undefined, // explainError says it, in the person's language
      getOutHelpWidth: () => output.resultColumns,
      getErrHelpWidth: () => output.noteColumns,
      getOutHasColors: () => output.result.colours,
      getErrHasColors: () => output.notes.colours,
    });
  const registry: Registry = { program, context, finish };
  for (const name of COMMANDS) {
    if (args.includes(name)) (await LOAD[name]()).add(registry);
    else describeCommand(program.command(name), name, context);
  }
  return program;
}
