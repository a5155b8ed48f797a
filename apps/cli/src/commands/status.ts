import type { RecentNightlyRun, RecentScan } from '@acervo/db';
import { FAILURE_HINTS } from '@acervo/runtime';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { describeState } from '../describe-state.ts';
import { formatEstimate, formatMoment } from '../duration.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { orInterrupted } from '../interrupted.ts';
import { describeCopyCounts, printFailures } from '../run/print-summary.ts';
import { openSession } from '../session.ts';
import { readStatus, type Status } from '../status/read-status.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

interface StatusOptions extends GlobalOptions {
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  defineCommand<StatusOptions>(registry, 'status', [], (_, options) => status(context, options)).option(
    '--json',
    OPTION_HELP.json[context.language],
  );
}

async function status(context: Context, options: StatusOptions): Promise<ExitCode> {
  await using session = await openSession(context, options, { create: false });
  const found = await orInterrupted(readStatus(session), context.signal);
  if (options.json) context.output.json(found);
  else printStatus(context, found);
  return 0;
}

function printStatus(context: Context, found: Status): void {
  const { say, output, number } = context;
  const { documents, ocr, runs, files } = found.counts;
  if (documents.pending + documents.extracted + documents.failed + files.total === 0) output.print(say.emptyArchive);
  const rows = [
    [say.stageExtracted, documents.extracted, documents.pending, documents.failed],
    ...(ocr.pending + ocr.done + ocr.failed > 0 ? [[say.stageOcrDocuments, ocr.done, ocr.pending, ocr.failed]] : []),
    [say.stageRecognized, runs.done, runs.pending, runs.failed],
  ].map(([name, ...counts]) => [name, ...counts.map((count) => number(Number(count)))]);
  for (const line of formatTable(['', say.done, say.pending, say.failed], rows, output.resultColumns))
    output.print(line);
  const sums = [
    say.countFiles(number(files.total)),
    say.countPages(number(found.summary.pages)),
    say.countWords(number(found.summary.words)),
    say.countMentions(number(Object.values(found.summary.mentions).reduce((sum, count) => sum + count, 0))),
  ];
  output.print(sums.join(' · '));
  for (const line of describeCopyCounts(context, found.summary)) output.print(`${say.documents}: ${line}`);
  if (ocr.pages > 0) output.print(say.ocrPagesLeft(number(ocr.pages), formatEstimate(found.ocrLeftMs)));
  if (files.unsupported > 0) output.print(say.unsupportedFiles(number(files.unsupported)));
  if (found.documentsPerMinute > 0) {
    const rate = say.rateLastMinutes(number(found.documentsPerMinute));
    output.print(found.timeLeftMs === null ? rate : `${rate} · ${say.timeLeft(formatEstimate(found.timeLeftMs))}`);
  }
  printFailures(context, found.summary.failures, found.failures);
  printSection(
    context,
    say.modelsTitle,
    found.models.map(
      ({ name, state, lost, hash }) => `${name} (${hash.slice(0, 12)}) ${describeState(say, { state, lost })}`,
    ),
  );
  printSection(
    context,
    say.rulesTitle,
    found.rules.map(
      ({ hash, version, state }) => `${say.rulesVersion(String(version), hash.slice(0, 12))} ${say.stateWords[state]}`,
    ),
  );
  printSection(context, say.queuesTitle, describeQueues(context, found));
  printSection(
    context,
    say.scansTitle,
    found.scans.map((scan) => describeScan(context, scan)),
  );
  printSection(
    context,
    say.nightlyTitle,
    found.nightlyRuns.map((nightly) => describeNightlyRun(context, nightly)),
  );
  printSection(
    context,
    say.removedTitle,
    found.removed.map(({ rule, spans, characters }) =>
      say.removedCount(oneLine(rule), number(spans), number(characters)),
    ),
  );
  const stale = [
    ...(found.stale.extractor > 0 ? [say.staleExtractor(number(found.stale.extractor))] : []),
    ...(found.stale.normalizer > 0 ? [say.staleNormalizer(number(found.stale.normalizer))] : []),
    ...(found.stale.rules > 0 ? [say.staleRules(number(found.stale.rules))] : []),
    ...(found.stale.text > 0 ? [say.staleText(number(found.stale.text))] : []),
  ];
  printSection(context, say.staleTitle, stale);
}

function printSection({ output }: Context, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  output.print();
  output.print(output.result.bold(title));
  for (const line of lines) output.print(`  ${line}`);
}

function describeQueues({ say, language, number }: Context, { queues, queuesErrorCode }: Status): string[] {
  if (queuesErrorCode !== null)
    return [say.queuesUnreachable(queuesErrorCode), FAILURE_HINTS[queuesErrorCode][language]];
  return Object.entries(queues ?? {}).map(([name, count]) => say.jobsWaiting(name, number(count)));
}

function describeScan({ say, language, number }: Context, scan: RecentScan): string {
  const when = scan.finishedAt === null ? say.running : formatMoment(scan.finishedAt, language);
  const moved = say.newFiles(number(scan.new), number(scan.changed), number(scan.vanished));
  return `${when}  ${oneLine(scan.sourcePath)}  ${moved}${scan.errorCode === null ? '' : `  ${scan.errorCode}`}`;
}

/** One line about a run of a schedule. */
export function describeNightlyRun({ say, language, number }: Context, nightly: RecentNightlyRun): string {
  const ended = nightly.finishedAt === null ? say.running : formatMoment(nightly.finishedAt, language);
  const failed = nightly.documentsFailed ? ` · ${say.failedCount(nightly.documentsFailed)}` : '';
  const counts =
    nightly.documentsDone === null ? '' : `  ${say.countDocuments(number(nightly.documentsDone))}${failed}`;
  const hits = nightly.watchHits === null ? '' : `  ${say.watchHits(number(nightly.watchHits.length))}`;
  const trouble = nightly.errorCode === null ? '' : `  ${nightly.errorCode}`;
  return `${oneLine(nightly.scheduleName)}  ${formatMoment(nightly.dueAt, language)} → ${ended}${counts}${hits}${trouble}`;
}
