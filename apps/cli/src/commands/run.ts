import { access, constants, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  ensureSource,
  findFailures,
  getModel,
  type OcrMode,
  planRuns,
  redrive,
  requestScan,
  type ScanOptions,
  setKeepNoise,
  setOcrMode,
  summarize,
  type WatchHit,
  withDatabaseRetry,
} from '@acervo/db';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { isInterruption } from '../interrupted.ts';
import { type Manifest, openManifest } from '../manifest.ts';
import { ocrOption } from '../ocr-option.ts';
import { openProgress } from '../progress.ts';
import { describeDocuments } from '../run/describe-documents.ts';
import { type FailureLimit, readFailureLimit } from '../run/failure-limit.ts';
import { foldWhatIsThere } from '../run/fold-what-is-there.ts';
import { prepareModels } from '../run/prepare-models.ts';
import {
  countDocuments,
  countFailures,
  printFailedScan,
  printFailures,
  printSummary,
  type RunReport,
} from '../run/print-summary.ts';
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
  readonly keepNoise?: boolean;
  readonly ocr?: OcrMode;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
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
    .option('--keep-noise', help('keepNoise'))
    .option('--no-keep-noise', help('noKeepNoise'))
    .addOption(ocrOption(context, 'acervo run'))
    .option('--json', help('json'));
}

/** Reads the folders into the archive, waits until every document is done or failed, and says what came out. */
async function run(context: Context, given: readonly string[], options: RunOptions): Promise<ExitCode> {
  const plan = await planRun(context, given, options);
  await using session = await openSession(context, options, { create: true });
  return await runInSession(context, session, plan);
}

/** What a run is asked to do, checked before anything is started. */
export interface RunPlan {
  readonly folders: readonly string[];
  readonly failureLimit: FailureLimit;
  readonly scan: ScanOptions;
  readonly manifest: Manifest | undefined;
  readonly passwordsFile: string | undefined;
  /** What the sources are set to from now on; undefined: as they are. */
  readonly keepNoise: boolean | undefined;
  readonly ocr: OcrMode | undefined;
  readonly json: boolean;
}

/** @throws {CommandError} for folders, files and values that can't be used. */
export async function planRun(context: Context, given: readonly string[], options: RunOptions): Promise<RunPlan> {
  const { manifest, passwords, sample, seed = 1, maxFailures = '0', json = false } = options;
  return {
    failureLimit: readFailureLimit(context, maxFailures),
    folders: await resolveFolders(context, given),
    manifest: manifest === undefined ? undefined : await openManifest(manifest, context.say),
    keepNoise: options.keepNoise,
    ocr: options.ocr,
    passwordsFile: passwords === undefined ? undefined : await findReadable(context, passwords),
    scan: sample === undefined ? {} : { sample, seed },
    json,
  };
}

/** Carries a plan out in an open archive. */
export async function runInSession(context: Context, session: Session, plan: RunPlan): Promise<ExitCode> {
  const { db, configuration } = session;
  await prepareModels(context, session);
  if (session.alone) await clearQueues(session);
  const sources = [];
  for (const path of plan.folders)
    sources.push({ path, id: await ensureSource(db, { storage: configuration.ACERVO_STORAGE, path }) });
  const sourceIds = sources.map(({ id }) => id);
  const { keepNoise, ocr } = plan;
  if (keepNoise !== undefined) for (const sourceId of sourceIds) await setKeepNoise(db, { sourceId, keepNoise });
  if (ocr !== undefined) for (const sourceId of sourceIds) await setOcrMode(db, { sourceId, ocr });
  // Passwords are given to open what was closed before.
  if (plan.passwordsFile !== undefined) await redrive(db, { codes: ['encrypted'], sourceIds });
  const scanIds = [];
  for (const sourceId of sourceIds) scanIds.push(await requestScan(db, { sourceId, options: plan.scan }));
  try {
    const work = await finishWork(context, session, { ...plan, scanIds, sources });
    return report(context, plan, work, plan.failureLimit);
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
    const { matched, unmatched } = await describeDocuments(db, manifest, sources, signal);
    progress.note(say.manifestApplied(number(matched), number(unmatched)));
  };
  const { scans, counts, worked } = await waitForWork(context, db, services, progress, {
    scanIds,
    sourceIds,
    onScanned,
    ocrProcesses: session.configuration.ACERVO_OCR_PROCESSES,
  });
  signal.removeEventListener('abort', onStop);
  // A model that has now read everything is the one that readers see; ingest would find out a moment later.
  const retry = <T>(work: () => Promise<T>) => withDatabaseRetry(work, { signal });
  const { promoted } = await retry(() => planRuns(db, { limit: 1000 }));
  if (promoted !== undefined) progress.note(say.modelActive((await retry(() => getModel(db, promoted))).name));
  // the views count what was found a moment ago
  await Promise.all([services.stop(), retry(() => foldWhatIsThere(db, signal))]);
  const summary = await retry(() => summarize(db, { sourceIds }));
  const failures = summary.failures.length === 0 ? [] : await retry(() => findFailures(db, { sourceIds, limit: 500 }));
  return { summary, scans, counts, failures, worked, elapsedMs: performance.now() - startedAt };
}

/** Prints a report and turns its failures into the exit code; a folder that could not be looked through is one, too. */
export function report(
  context: Context,
  { json = false }: { json?: boolean },
  work: RunReport & { worked: boolean; watchHits?: readonly WatchHit[] | null },
  failureLimit: FailureLimit,
): ExitCode {
  const { say, output, number } = context;
  const { counts, scans, worked } = work;
  const failed = countFailures(counts);
  const allowed = failureLimit(countDocuments(counts) + counts.files.failed);
  const changed = scans.some((scan) => scan.counts.new + scan.counts.changed + scan.counts.vanished > 0);
  const idle = !worked && !changed;
  const failedScans = scans.filter((scan) => scan.errorCode !== null);
  if (json) output.json({ ...work, failed, allowed, nothingToDo: idle });
  else if (idle) {
    if (failedScans.length === 0)
      output.print(counts.files.total === 0 ? say.nothingFound : say.nothingToDo(number(countDocuments(counts))));
    printFailures(context, work.summary.failures, work.failures);
  } else printSummary(context, work);
  for (const { sourcePath, errorCode } of failedScans) printFailedScan(context, sourcePath, errorCode);
  if (failed <= allowed) return failedScans.length > 0 ? 1 : 0;
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
