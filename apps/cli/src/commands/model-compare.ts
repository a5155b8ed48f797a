import { countCoverage } from '@acervo/db';
import { CommandError } from '../command-error.ts';
import { chooseDocuments } from '../compare/choose-documents.ts';
import { chooseModels } from '../compare/choose-models.ts';
import { type Comparison, compareModels } from '../compare/compare-models.ts';
import { type ExportedDifferences, openExport } from '../compare/export-differences.ts';
import { measureBoth } from '../compare/measure-both.ts';
import { printComparison } from '../compare/print-comparison.ts';
import { readMissing } from '../compare/read-missing.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { isInterruption, orInterrupted } from '../interrupted.ts';
import { openSession } from '../session.ts';
import { oneLine } from '../terminal-text.ts';

interface CompareOptions extends GlobalOptions {
  readonly docs?: readonly string[];
  readonly sample?: number;
  readonly seed?: number;
  readonly stored?: boolean;
  readonly limit?: number;
  readonly export?: string;
  readonly measure?: boolean;
  readonly json?: boolean;
}

/** Words that speed is measured on, at most: about a minute of a BERT on a laptop. */
const MEASURED_WORDS = 50_000;

/** Adds `acervo model compare`. */
export function addCompare(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  const args = [
    ['<A>', 'comparedModel'],
    ['<B>', 'comparedModel'],
  ] as const;
  defineCommand<CompareOptions>(registry, 'model compare', args, ([first = '', second = ''], options) =>
    compare(context, [first, second], options),
  )
    .option('--docs <which>', help('docs'), (which: string, before: readonly string[] = []) => [...before, which])
    .option('--sample <n>', help('comparedSample'), wholeNumber(context, '--sample', 1))
    .option('--seed <n>', help('seed'), wholeNumber(context, '--seed'))
    .option('--stored', help('stored'))
    .option('--limit <n>', help('samplesPerKind'), wholeNumber(context, '--limit'))
    .option('--export <path>', help('exportDifferences'))
    .option('--no-measure', help('noMeasure'))
    .option('--json', help('json'));
}

async function compare(
  context: Context,
  names: readonly [string, string],
  { docs = [], sample, seed = 1, stored = false, limit = 3, measure = true, json = false, ...options }: CompareOptions,
): Promise<ExitCode> {
  const { say, output, number } = context;
  await using session = await openSession(context, options, { create: false });
  const models = await chooseModels(context, session, names);
  const pair = { a: models.a.id, b: models.b.id };
  const asked = docs.length > 0 || sample !== undefined;
  const readBy = stored ? pair : undefined;
  const selection = await chooseDocuments(context, session, { docs, sample, seed, readBy });
  await using exportTo =
    options.export === undefined ? undefined : await openExport(context, session, models, options.export);
  if (asked && !stored) {
    try {
      await readMissing(context, session, models, selection);
    } catch (error) {
      if (!isInterruption(error, context.signal)) throw error;
      output.note(say.interrupted);
      return 130;
    }
  }

  const coverage = await orInterrupted(countCoverage(session.db, selection, pair), context.signal);
  if (coverage.readByBoth === 0) {
    const meant = await chooseDocuments(context, session, { docs, sample: undefined, seed, readBy: undefined });
    const { documents, readByA, readByB } = await countCoverage(session.db, meant, pair);
    if (documents === 0) throw new CommandError(say.noTexts, say.noTextsHint);
    const again = `acervo model compare ${names.map(oneLine).join(' ')}`;
    throw new CommandError(
      say.readByNoneOfBoth(number(readByA), number(readByB)),
      asked && !stored ? say.failedToRead : say.readWithBothHint(again),
    );
  }
  const measuredWords = measure ? MEASURED_WORDS : 0;
  const found = await compareModels(context, session, models, {
    selection,
    coverage,
    samples: limit,
    measuredWords,
    exportTo,
  });
  const exported = (await exportTo?.finish()) ?? null;
  const { texts, ...comparison } = found;
  const measured = texts.length === 0 ? null : await measureBoth(context, session, models, texts);
  if (json) {
    const described = Object.fromEntries(
      Object.entries(models).map(([side, { id, name, hash }]) => [side, { id, name, hash }]),
    );
    output.json({ models: described, ...comparison, measured, exported });
  } else {
    printComparison(context, models, found, measured);
    noteMore(context, names, { pair, asked, found, exported });
  }
  return asked && !stored && found.coverage.failedByA + found.coverage.failedByB > 0 ? 1 : 0;
}

/** Where the rest is: documents that were left out, the exported file, the same in SQL. */
function noteMore(
  { say, output, number }: Context,
  names: readonly [string, string],
  {
    pair,
    asked,
    found,
    exported,
  }: {
    pair: { a: number; b: number };
    asked: boolean;
    found: Comparison;
    exported: ExportedDifferences | null;
  },
): void {
  if (exported !== null)
    output.note(say.exported(oneLine(exported.path), number(exported.windows), number(exported.documents)));
  if (!asked && found.documents < found.coverage.documents)
    output.note(say.readWithBothHint(`acervo model compare ${names.map(oneLine).join(' ')}`));
  output.note(output.notes.dim(say.sameInSql(`select * from mention_diff(${pair.a}, ${pair.b})`)));
}
