import type { ArchiveSummary, Failure, Scan, StageCounts } from '@acervo/db';
import { FAILURE_HINTS, isFailureCode } from '@acervo/runtime';
import type { Context } from '../context.ts';
import { formatDuration } from '../duration.ts';
import { oneLine } from '../terminal-text.ts';
import { typeWord } from '../type-words.ts';

/** Everything that a finished run has to say, for people and for `--json`. */
export interface RunReport {
  readonly summary: ArchiveSummary;
  readonly scans: readonly Scan[];
  readonly counts: StageCounts;
  /** Some failures, enough to name files. */
  readonly failures: readonly Failure[];
  readonly elapsedMs: number;
}

/** Documents, pages, words, mentions by type, failures with reasons and hints, time per stage. */
export function printSummary(context: Context, { summary, scans, counts, failures, elapsedMs }: RunReport): void {
  const { say, output, number, language } = context;
  const { bold, dim } = output.result;
  const failed = countFailures(counts);
  const row = (label: string, value: number, detail = '') =>
    output.print(`  ${label.padEnd(16)}${number(value).padStart(12)}${detail === '' ? '' : `  ${dim(detail)}`}`);
  output.print(`${bold(say.done)} ${say.inTime(formatDuration(elapsedMs, language))}`);
  const sum = (pick: (scan: Scan) => number) => scans.reduce((total, scan) => total + pick(scan), 0);
  const moved = say.newFiles(
    number(sum((scan) => scan.counts.new)),
    number(sum((scan) => scan.counts.changed)),
    number(sum((scan) => scan.counts.vanished)),
  );
  row(say.files, counts.files.total, moved);
  const ofWhich = [...(failed > 0 ? [say.ofWhichFailed(number(failed))] : []), ...describeCopyCounts(context, summary)];
  row(say.documents, countDocuments(counts), ofWhich.join(', '));
  row(say.pages, summary.pages);
  row(say.words, summary.words);
  const mentions = Object.entries(summary.mentions);
  row(
    say.mentions,
    mentions.reduce((total, [, count]) => total + count, 0),
  );
  for (const [type, count] of mentions.toSorted(([, a], [, b]) => b - a)) row(`  ${typeWord(type, language)}`, count);
  if (counts.files.unsupported > 0) output.print(dim(say.unsupportedFiles(number(counts.files.unsupported))));
  printFailures(context, summary.failures, failures);
  output.print();
  output.print(bold(say.timePerStage));
  output.print(`  ${say.stageExtracted.padEnd(16)}${formatDuration(summary.extractMs, language).padStart(12)}`);
  if (summary.ocrMs > 0)
    output.print(`  ${say.stageOcrDocuments.padEnd(16)}${formatDuration(summary.ocrMs, language).padStart(12)}`);
  output.print(`  ${say.stageRecognized.padEnd(16)}${formatDuration(summary.recognizeMs, language).padStart(12)}`);
}

/** How many documents repeat others, where any does. */
export function describeCopyCounts({ say, number }: Context, { copies }: ArchiveSummary): string[] {
  const { sameText, nearDuplicates } = copies;
  return sameText + nearDuplicates > 0 ? [say.ofWhichCopies(number(sameText), number(nearDuplicates))] : [];
}

/** Failures by code, each with what to do, and the first files of each. */
export function printFailures(
  { say, output, number, language }: Context,
  byCode: ArchiveSummary['failures'],
  some: readonly Failure[],
): void {
  if (byCode.length === 0) return;
  const { bold, red, dim } = output.result;
  output.print();
  output.print(bold(say.failures));
  for (const { code, stage, count } of byCode) {
    output.print(`  ${red(code)} × ${number(count)}`);
    if (isFailureCode(code)) output.print(`    ${FAILURE_HINTS[code][language]}`);
    const files = some.filter((failure) => failure.code === code && failure.stage === stage);
    for (const { path, id } of files.slice(0, SHOWN_FILES)) output.print(dim(`    ${oneLine(path ?? String(id))}`));
    if (count > SHOWN_FILES) output.print(dim('    …'));
  }
}

/** A folder that could not be looked through (to its end), on stderr: what is in it may be missing. */
export function printFailedScan({ say, output, language }: Context, folder: string, code: string | null): void {
  output.note(output.notes.red(say.scanFailed(oneLine(folder), code ?? '')));
  if (code !== null && isFailureCode(code)) output.note(`  ${FAILURE_HINTS[code][language]}`);
}

const SHOWN_FILES = 5;

/** Documents and files that failed, at whatever stage. Files that are no documents are not among them. */
export function countFailures({ files, documents, ocr, runs }: StageCounts): number {
  return files.failed + documents.failed + ocr.failed + runs.failed;
}

/** Distinct documents, whatever became of them. */
export function countDocuments({ documents }: StageCounts): number {
  return documents.pending + documents.extracted + documents.failed;
}
