import { availableParallelism } from 'node:os';
import { DIFFERENCE_KINDS, type DifferenceKind, type DifferenceSide, type SampledDifference } from '@acervo/db';
import type { Context } from '../context.ts';
import { percent, printTable } from '../evaluate/print-scores.ts';
import { oneLine } from '../terminal-text.ts';
import { typeWord } from '../type-words.ts';
import { type ComparedModels, describeModel } from './choose-models.ts';
import type { Comparison } from './compare-models.ts';
import type { MeasuredModels } from './measure-both.ts';
import type { TypeComparison } from './sum-differences.ts';

/** The most frequent ones; `--json` has them all. */
const SHOWN_TYPE_CHANGES = 8;

/** A comparison for a person: what was compared, counts by type and kind, samples, speed and memory. */
export function printComparison(
  context: Context,
  models: ComparedModels,
  comparison: Comparison,
  measured: MeasuredModels | null,
): void {
  const { say, output, number } = context;
  const { bold, dim } = output.result;
  const { coverage, documents, words, agreement } = comparison;
  for (const side of ['a', 'b'] as const) output.print(`${bold(side.toUpperCase())}  ${describeModel(models[side])}`);
  const share = percent(context, coverage.documents === 0 ? 0 : documents / coverage.documents);
  output.print(say.comparedOf(number(documents), number(coverage.documents), share, number(words)));
  if (documents < coverage.documents) {
    const { readByA, readByB, failedByA, failedByB } = coverage;
    const unread = [coverage.documents - readByA, coverage.documents - readByB, failedByA + failedByB].map(number);
    output.print(dim(say.notReadByBoth(unread[0] ?? '', unread[1] ?? '', unread[2] ?? '')));
  }
  output.print();
  printCounts(context, comparison);
  output.print(dim(say.differencesAre));
  if (agreement !== null) output.print(say.agreement(percent(context, agreement)));
  for (const { typeA, typeB, count } of comparison.typeChanges.slice(0, SHOWN_TYPE_CHANGES))
    output.print(`  ${say.typeChange(number(count), typeA, typeB)}`);
  printSamples(context, comparison);
  if (measured !== null) printSpeed(context, measured);
}

function kindTitles({ say }: Context): Record<DifferenceKind, string> {
  return {
    added: say.addedByB,
    removed: say.removedByB,
    relabelled: say.relabelledTitle,
    moved: say.movedTitle,
  };
}

function printCounts(context: Context, { byType, total }: Comparison): void {
  const { say, number } = context;
  const titles = kindTitles(context);
  const row = (name: string, { alike, mentionsA, mentionsB, ...counts }: TypeComparison) => [
    name,
    number(mentionsA),
    number(mentionsB),
    number(alike),
    ...DIFFERENCE_KINDS.map((kind) => number(counts[kind])),
  ];
  printTable(
    context,
    [say.typeTitle, 'A', 'B', say.alikeTitle, ...DIFFERENCE_KINDS.map((kind) => titles[kind])],
    [...Object.entries(byType).map(([type, counts]) => row(type, counts)), row('total', total)],
  );
}

function printSamples(context: Context, { samples, total }: Comparison): void {
  const { say, output, number } = context;
  const { bold, dim } = output.result;
  const titles = kindTitles(context);
  for (const [kind, found] of Map.groupBy(samples, (each) => each.kind)) {
    output.print();
    output.print(bold(say.samplesTitle(titles[kind], number(found.length), number(total[kind]))));
    for (const sample of found) {
      const page = sample.page === null ? '' : `, ${say.page(sample.page)}`;
      output.print(`  ${oneLine(sample.path ?? '')}${page} ${dim(`#${sample.documentId}`)}`);
      for (const side of ['a', 'b'] as const) output.print(`    ${describeSide(context, sample, side)}`);
    }
  }
}

/** What a model has, marked where it stands; of one that has nothing there, that. */
function describeSide({ output, language }: Context, sample: SampledDifference, side: 'a' | 'b'): string {
  const mention: DifferenceSide | null = sample[side];
  const name = output.result.bold(side.toUpperCase());
  if (mention === null) return `${name}  –`;
  const points = Array.from(sample.context);
  const slice = (start: number, end?: number) => oneLine(points.slice(start, end).join(''));
  const [start, end] = [mention.start - sample.contextStart, mention.end - sample.contextStart];
  const marked = `…${slice(0, start)}${output.result.highlight(slice(start, end))}${slice(end)}…`;
  return `${name}  ${output.result.dim(typeWord(mention.type, language))}  ${marked}`;
}

function printSpeed(context: Context, { documents, words, device, speeds }: MeasuredModels): void {
  const { say, output, number } = context;
  const rows = (['a', 'b'] as const).map((side) => {
    const speed = speeds[side];
    if (speed === null) return [side.toUpperCase(), '–', '–', '–'];
    const perSecond = (count: number) => number(Math.round(count / (speed.elapsedMs / 1000)));
    const memory = `${number(Math.round(speed.peakBytes / 1e6))} MB`;
    return [side.toUpperCase(), perSecond(speed.words), perSecond(speed.tokens), memory];
  });
  output.print();
  output.print(output.result.bold(say.speedTitle));
  printTable(context, [say.modelTitle, say.wordsPerSecond, say.tokensPerSecond, say.peakMemory], rows);
  const where = device === 'cpu' ? say.onCores(availableParallelism()) : device;
  output.print(output.result.dim(say.speedAbout(number(documents), number(words), where)));
}
