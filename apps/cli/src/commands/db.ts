import { findEmbeddedUrl, readerUrl, startEmbeddedServer, stopEmbeddedServer } from '@acervo/db';
import { readConfiguration } from '@acervo/runtime';
import { findArchiveFolder } from '../archive-folder.ts';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { announceArchive } from '../session.ts';

interface DbOptions extends GlobalOptions {
  readonly force?: boolean;
  readonly owner?: boolean;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  defineCommand<DbOptions>(registry, 'db start', [], (_, options) => start(context, options))
    .option('--owner', help('owner'))
    .option('--json', help('json'));
  defineCommand<DbOptions>(registry, 'db stop', [], (_, options) => stop(context, options))
    .option('--force', help('force'))
    .option('--json', help('json'));
  defineCommand<DbOptions>(registry, 'db url', [], (_, options) => url(context, options))
    .option('--owner', help('owner'))
    .option('--json', help('json'));
}

async function start(context: Context, options: DbOptions): Promise<ExitCode> {
  const archive = await findEmbeddedArchive(context, options, true);
  const address = await startEmbeddedServer({ archive });
  printUrl(context, address, options);
  context.output.note(context.say.databaseStarted);
  return 0;
}

async function stop(context: Context, options: DbOptions): Promise<ExitCode> {
  const { say, output } = context;
  const archive = await findEmbeddedArchive(context, options, false);
  const stopped = await stopEmbeddedServer({ archive, force: options.force ?? false });
  if (stopped === 'in-use') throw new CommandError(say.databaseInUse, say.databaseInUseHint);
  if (options.json) output.json({ stopped: stopped === 'stopped' });
  else output.print(stopped === 'stopped' ? say.databaseStopped : say.databaseNotRunning);
  return 0;
}

async function url(context: Context, options: DbOptions): Promise<ExitCode> {
  const { say } = context;
  const configured = readConfiguration(context.environment).DATABASE_URL;
  if (configured !== undefined) {
    printUrl(context, configured, options);
    return 0;
  }
  const archive = await findEmbeddedArchive(context, options, false);
  const address = await findEmbeddedUrl({ archive });
  if (address === undefined) throw new CommandError(say.databaseNotRunning, say.databaseNotRunningHint);
  printUrl(context, address, options);
  return 0;
}

function printUrl({ output, say }: Context, address: string, { owner = false, json = false }: DbOptions): void {
  const given = owner ? address : readerUrl(address);
  if (json) output.json({ url: given, mayWrite: owner });
  else output.print(given);
  if (owner) output.note(output.notes.yellow(say.ownerUrlWarning));
}

/** The archive folder whose own server is meant.
 *  @throws {CommandError} with DATABASE_URL, whose server is not ours. */
async function findEmbeddedArchive(context: Context, options: GlobalOptions, create: boolean): Promise<string> {
  const { say } = context;
  const configuration = readConfiguration(context.environment);
  if (configuration.DATABASE_URL !== undefined) throw new CommandError(say.embeddedOnly, say.embeddedOnlyHint);
  const archive = findArchiveFolder(options.archive ?? configuration.ACERVO_ARCHIVE, context.workingFolder);
  await announceArchive(context, archive, create);
  return archive.folder;
}
