import {
  addSchedule,
  ensureSource,
  findRecentNightlyRuns,
  finishNightlyRuns,
  listSchedules,
  type OcrMode,
  removeSchedule,
  type Schedule,
  setOcrMode,
  startNightlyRun,
} from '@acervo/db';
import { findNextDue } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { formatMoment } from '../duration.ts';
import { printWatchHits } from '../find/print-watch-hits.ts';
import { findWatched, readWatchList } from '../find/read-watch-list.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { isInterruption } from '../interrupted.ts';
import { ocrOption } from '../ocr-option.ts';
import { readFailureLimit } from '../run/failure-limit.ts';
import { prepareModels } from '../run/prepare-models.ts';
import { resolveFolders } from '../run/resolve-folders.ts';
import { clearQueues } from '../run/services.ts';
import { openSession, type Session } from '../session.ts';
import { formatTable } from '../table.ts';
import { finishWork, report } from './run.ts';
import { describeNightlyRun } from './status.ts';

interface ScheduleOptions extends GlobalOptions {
  readonly cron?: string;
  readonly tz?: string;
  readonly source?: string;
  readonly ocr?: OcrMode;
  readonly watch?: string;
  readonly maxFailures?: string;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  const name = [['<name>', 'scheduleName']] as const;
  defineCommand<ScheduleOptions>(registry, 'schedule add', name, ([given = ''], options) =>
    addOne(context, given, options),
  )
    .requiredOption('--cron <expression>', help('cron'))
    .requiredOption('--source <folder>', help('source'))
    .option('--tz <zone>', help('tz'))
    .addOption(ocrOption(context, 'acervo schedule add'))
    .option('--watch <file>', help('watch'))
    .option('--json', help('json'));
  defineCommand<ScheduleOptions>(registry, 'schedule list', [], (_, options) => list(context, options)).option(
    '--json',
    help('json'),
  );
  defineCommand<ScheduleOptions>(registry, 'schedule run', name, ([given = ''], options) =>
    runNow(context, given, options),
  )
    .option('--max-failures <n>', help('maxFailures'))
    .option('--json', help('json'));
  defineCommand<ScheduleOptions>(registry, 'schedule rm', name, ([given = ''], options) =>
    remove(context, given, options),
  ).option('--json', help('json'));
}

async function addOne(context: Context, name: string, options: ScheduleOptions): Promise<ExitCode> {
  const { say, output, language, number } = context;
  const { cron = '', tz: timeZone = 'America/Sao_Paulo', source = '' } = options;
  checkTimeZone(context, timeZone);
  const nextDue = firstDueAt(context, { cron, timeZone });
  const [path = ''] = await resolveFolders(context, [source]);
  const rows = options.watch === undefined ? undefined : await readWatchList(context, options.watch);
  await using session = await openSession(context, options, { create: true });
  if ((await listSchedules(session.db)).some((schedule) => schedule.name === name))
    throw new CommandError(say.scheduleExists(name), say.scheduleExistsHint);
  const sourceId = await ensureSource(session.db, { storage: session.configuration.ACERVO_STORAGE, path });
  if (options.ocr !== undefined) await setOcrMode(session.db, { sourceId, ocr: options.ocr });
  const watch = rows && (await findWatched(context, session, rows));
  const id = await addSchedule(session.db, { name, cron, timeZone, sourceId, nextDueAt: nextDue, watch });
  if (options.json) output.json({ id, name, cron, timeZone, source: path, nextDueAt: nextDue, watch: watch ?? null });
  else {
    if (watch !== undefined) output.print(say.watching(number(watch.length)));
    output.print(say.scheduleAdded(name, `${formatMoment(nextDue, language, timeZone)} (${timeZone})`));
    output.note(say.scheduleNeedsIngest);
  }
  return 0;
}

async function list(context: Context, options: ScheduleOptions): Promise<ExitCode> {
  const { say, output, language } = context;
  await using session = await openSession(context, options, { create: false });
  const schedules = await listSchedules(session.db);
  const runs = await findRecentNightlyRuns(session.db, { limit: 10 });
  if (options.json) {
    output.json({ schedules, runs });
    return 0;
  }
  if (schedules.length === 0) output.print(say.noSchedules);
  else {
    const rows = schedules.map(({ name, cron, timeZone, nextDueAt: due, sourcePath }) => [
      name,
      cron,
      timeZone,
      due === null ? say.neverDue : formatMoment(due, language, timeZone),
      sourcePath,
    ]);
    const columns = [say.scheduleTitle, 'cron', say.zoneTitle, say.dueTitle, say.sourceTitle];
    for (const line of formatTable(columns, rows, output.resultColumns)) output.print(line);
  }
  if (runs.length > 0) {
    output.print();
    output.print(output.result.bold(say.nightlyTitle));
    for (const nightly of runs) {
      output.print(`  ${describeNightlyRun(context, nightly)}`);
      printWatchHits(context, nightly.watchHits ?? []);
    }
  }
  return 0;
}

async function runNow(context: Context, name: string, options: ScheduleOptions): Promise<ExitCode> {
  const failureLimit = readFailureLimit(context, options.maxFailures ?? '0');
  await using session = await openSession(context, options, { create: false });
  const schedule = await getSchedule(context, session, name);
  await prepareModels(context, session);
  if (session.alone) await clearQueues(session);
  const { id: nightlyRunId, scanId } = await startNightlyRun(session.db, name);
  try {
    const sources = [{ id: schedule.sourceId, path: schedule.sourcePath }];
    const work = await finishWork(context, session, { scanIds: [scanId], sources });
    await finishNightlyRuns(session.db);
    const run = (await findRecentNightlyRuns(session.db, { limit: 100 })).find((each) => each.id === nightlyRunId);
    const hits = run?.watchHits ?? null;
    const code = report(context, options, { ...work, watchHits: hits }, failureLimit);
    if (!options.json && hits !== null) {
      context.output.print(context.say.watchHits(context.number(hits.length)));
      printWatchHits(context, hits);
    }
    return code === 0 && hits !== null && hits.length > 0 ? 3 : code;
  } catch (error) {
    if (!isInterruption(error, context.signal)) throw error;
    context.output.note(context.say.interrupted);
    return 130;
  }
}

async function remove(context: Context, name: string, options: ScheduleOptions): Promise<ExitCode> {
  await using session = await openSession(context, options, { create: false });
  const { id } = await getSchedule(context, session, name);
  await removeSchedule(session.db, name);
  if (options.json) context.output.json({ id, name });
  else context.output.print(context.say.scheduleRemoved(name));
  return 0;
}

async function getSchedule({ say }: Context, { db }: Session, name: string): Promise<Schedule> {
  const schedule = (await listSchedules(db)).find((each) => each.name === name);
  if (schedule === undefined) throw new CommandError(say.scheduleUnknown(name), say.scheduleUnknownHint);
  return schedule;
}

function checkTimeZone({ say }: Context, timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new CommandError(say.badZone(timeZone), say.badZoneHint);
  }
}

function firstDueAt({ say }: Context, schedule: { cron: string; timeZone: string }): Date {
  let due: Date | undefined;
  try {
    due = findNextDue(schedule, new Date());
  } catch {
    throw new CommandError(say.badCron(schedule.cron), say.badCronHint);
  }
  if (due === undefined) throw new CommandError(say.cronNeverDue(schedule.cron), say.badCronHint);
  return due;
}
