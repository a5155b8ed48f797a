import { access, constants, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  ensureSource,
  findFailures,
  foldEntityTotals,
  redrive,
  requestScan,
  type ScanOptions,
  summarize,
} from '@acervo/db';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { ensureModelInUse } from '../default-model.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { OPTION_HELP } from '../help.ts';
import { isInterruption } from '../interrupted.ts';
import { type Manifest, openManifest } from '../manifest.ts';
import { openProgress } from '../progress.ts';
import { describeDocuments } from '../run/describe-documents.ts';
import { readFailureLimit } from '../run/failure-limit.ts';
import { countFailures, printSummary, type RunReport } from '../run/print-summary.ts';
import { resolveFolders } from '../run/resolve-folders.ts';
import { clearQueues, openServices } from '../run/services.ts';
import { waitForWork } from '../run/wait-for-work.ts';
import { openSession, type Session } from '../session.ts';

/** Options of `acervo run`. */
export interface RunOptions extends GlobalOptions {
  readonly manifest?: string;
  readonly sample?: number;
  readonly seed?: number;
  readonly maxFailures?: string;
  readonly passwords?: string;
  readonly json?: boolean;
}

export function addRun(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  defineCommand<RunOptions>(registry, 'run', [['<folder...>', 'folders']], (folders, options) =>
    run(context, folders, options),
  )
    .option('--manifest <file>', help('manifest'))
    .option('--sample <n>', help('sample'), wholeNumber(context, '--sample', 1))
    .option('--seed <n>', help('seed'), wholeNumber(context, '--seed'))
    .option('--max-failures <n>', help('maxFailures'))
    .option('--passwords <file>', help('passwords'))
    .option('--json', help('json'));
}

/** Reads the folders into the archive, waits until every document is done or failed, and says what came out. */
export async function run(
  context: Context,
  given: readonly string[],
  options: RunOptions,
  { alwaysEmbedded = false }: { alwaysEmbedded?: boolean } = {},
): Promise<ExitCode> {
  const failureLimit = readFailureLimit(context, options.maxFailures ?? '0');
  const folders = await resolveFolders(context, given);
  const manifest = options.manifest === undefined ? undefined : await openManifest(options.manifest, context.say);
  const passwordsFile = options.passwords === undefined ? undefined : await findReadable(context, options.passwords);
  await using session = await openSession(context, options, { create: true, alwaysEmbedded });
  await ensureModelInUse(context, session);
  if (session.alone) await clearQueues(session);
  const sources = [];
  for (const path of folders)
    sources.push({ path, id: await ensureSource(session.db, { storage: session.configuration.ACERVO_STORAGE, path }) });
  const sourceIds = sources.map(({ id }) => id);
  // Passwords are given to open what was closed before.
  if (passwordsFile !== undefined) await redrive(session.db, { codes: ['encrypted'], sourceIds });
  const scanOptions: ScanOptions =
    options.sample === undefined ? {} : { sample: options.sample, seed: options.seed ?? 1 };
  const scanIds = [];
  for (const sourceId of sourceIds) scanIds.push(await requestScan(session.db, { sourceId, options: scanOptions }));
  try {
    const work = await finishWork(context, session, { scanIds, sources, manifest, passwordsFile });
    return report(context, options, work, failureLimit);
  } catch (error) {
    if (!isInterruption(error, context.signal)) throw error;
    context.output.note(context.say.interrupted);
    return 130;
  }
}

/** What is to be watched until it is done. */
export interface Work {
  readonly scanIds: readonly number[];
  readonly sources: readonly { readonly id: number; readonly path: string }[];
  readonly manifest?: Manifest | undefined;
  readonly passwordsFile?: string | undefined;
}

/** Runs ingest and worker until the scans and all that follows from them are done, and collects what came out. */
export async function finishWork(
  context: Context,
  session: Session,
  { scanIds, sources, manifest, passwordsFile }: Work,
): Promise<RunReport & { worked: boolean }> {
  const startedAt = performance.now();
  const { say, output, number, signal } = context;
  const { db } = session;
  const sourceIds = sources.map(({ id }) => id);
  using progress = openProgress(output);
  const onStop = () => progress.note(say.stopping);
  signal.addEventListener('abort', onStop, { once: true });
  await using services = openServices(context, session, {
    ...(passwordsFile === undefined ? {} : { passwordsFile }),
    note: (line) => progress.note(line),
  });
  const onScanned = async () => {
    if (manifest === undefined) return;
    const { matched, unmatched } = await describeDocuments(db, manifest, sources);
    progress.note(say.manifestApplied(number(matched), number(unmatched)));
  };
  const { scans, counts, worked } = await waitForWork(context, db, services, progress, {
    scanIds,
    sourceIds,
    onScanned,
  });
  signal.removeEventListener('abort', onStop);
  await services.stop();
  while ((await foldEntityTotals(db)).folded > 0); // the views count what was found a moment ago
  const summary = await summarize(db, { sourceIds });
  const failures = summary.failures.length === 0 ? [] : await findFailures(db, { sourceIds, limit: 500 });
  return { summary, scans, counts, failures, worked, elapsedMs: performance.now() - startedAt };
}

/** Prints a report and turns its failures into the exit code. */
export function report(
  context: Context,
  { json = false }: { json?: boolean },
  work: RunReport & { worked: boolean },
  failureLimit: (total: number) => number,
): ExitCode {
  const { say, output, number } = context;
  const { counts, scans, worked } = work;
  const failed = countFailures(counts);
  const allowed = failureLimit(
    counts.documents.pending + counts.documents.extracted + counts.documents.failed + counts.files.failed,
  );
  const changed = scans.some((scan) => scan.counts.new + scan.counts.changed + scan.counts.vanished > 0);
  const idle = !worked && !changed;
  if (json) output.json({ ...work, failed, allowed, nothingToDo: idle });
  else {
    if (idle) output.print(counts.files.total === 0 ? say.nothingFound : say.nothingToDo);
    printSummary(context, work);
  }
  if (failed <= allowed) return 0;
  output.note(output.notes.yellow(say.tooManyFailures(number(failed), number(allowed))));
  return 1;
}

async function findReadable({ say, workingFolder }: Context, file: string): Promise<string> {
  const path = resolve(workingFolder, file);
  try {
    await access(path, constants.R_OK);
    return await realpath(path);
  } catch {
    throw new CommandError(say.fileUnreadable(path), say.fileHint);
  }
}
