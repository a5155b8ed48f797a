import { Command } from 'commander';
import { addDb } from './commands/db.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addFind } from './commands/find.ts';
import { addIngest } from './commands/ingest.ts';
import { addModel } from './commands/model.ts';
import { addRedrive } from './commands/redrive.ts';
import { addRun } from './commands/run.ts';
import { addScheduleCommands } from './commands/schedule.ts';
import { addShow } from './commands/show.ts';
import { addSql } from './commands/sql.ts';
import { addStatus } from './commands/status.ts';
import { addVerify } from './commands/verify.ts';
import { addWorker } from './commands/worker.ts';
import type { Context } from './context.ts';
import type { Registry } from './define-command.ts';
import { HEADINGS, OPTION_HELP } from './help.ts';

/** The whole command line in the person's language. Commands leave their exit code with `finish`; commander throws
 *  `CommanderError` where it would end the process. */
export function openProgram(context: Context, version: string, finish: Registry['finish']): Command {
  const { language, output } = context;
  const text = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][language];
  const program = new Command('acervo')
    .description(text('program'))
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
  const groups = [
    addRun,
    addIngest,
    addWorker,
    addStatus,
    addFind,
    addShow,
    addSql,
    addRedrive,
    addModel,
    addScheduleCommands,
  ];
  for (const add of [...groups, addDb, addVerify, addDoctor, addDemo]) add(registry);
  return program;
}
