import { DISAGREEMENT_KINDS } from '@acervo/ner-core';
import type { Context } from '../context.ts';
import { decimal } from '../decimal.ts';
import { formatTable } from '../table.ts';
import type { LocatedDisagreement, ProtocolScores, ScoreWithInterval } from './score-protocol.ts';

/** One protocol's scores and errors as tables; percentages of one decimal. */
export function printScores(context: Context, scores: ProtocolScores): void {
  const { say, output } = context;
  const { bold, dim } = output.result;
  const { protocol, micro, byType, accuracy, disagreements } = scores;
  output.print();
  output.print(`${bold(protocol)}  ${dim(say.protocolAbout(accuracy === null ? 'raw' : protocol))}`);
  const rows = [...Object.entries(byType), ['micro', micro] as const];
  printTable(
    context,
    scoreTitles(context),
    rows.map(([type, score]) => scoreRow(context, type, score)),
  );
  if (accuracy !== null)
    output.print(say.accuracy(percent(context, accuracy), protocol === 'card' ? 'sub-words' : 'words'));
  if (disagreements.length > 0) printDisagreements(context, disagreements);
}

function scoreTitles({ say }: Context): string[] {
  return [say.typeTitle, say.precisionTitle, say.recallTitle, 'F1', say.intervalTitle, say.supportTitle];
}

function scoreRow(context: Context, type: string, score: ScoreWithInterval): string[] {
  const { precision, recall, f1, interval95, support } = score;
  const interval = interval95?.map((bound) => percent(context, bound)).join(' – ') ?? '–';
  return [type, ...[precision, recall, f1].map((each) => percent(context, each)), interval, context.number(support)];
}

/** How often each kind of error occurs, under the gold type (spurious: the predicted one); then which types are confused. */
function printDisagreements(context: Context, disagreements: readonly LocatedDisagreement[]): void {
  const { say, output, number } = context;
  const byType = Map.groupBy(disagreements, ({ gold, predicted }) => (gold ?? predicted)?.type ?? '');
  const titles = [say.missedTitle, say.spuriousTitle, say.wrongTypeTitle, say.wrongBoundaryTitle];
  const row = (type: string, found: readonly LocatedDisagreement[]) => [
    type,
    ...DISAGREEMENT_KINDS.map((kind) => number(found.filter((each) => each.kind === kind).length)),
  ];
  const rows = [...byType].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, found]) => row(type, found));
  output.print();
  printTable(context, [say.typeTitle, ...titles], [...rows, row('total', disagreements)]);
  const confused = Map.groupBy(
    disagreements.filter(({ kind }) => kind === 'wrong-type'),
    ({ gold, predicted }) => say.takenFor('', gold?.type ?? '', predicted?.type ?? ''),
  );
  for (const found of [...confused.values()].sort((a, b) => b.length - a.length)) {
    const [first] = found;
    output.print(`  ${say.takenFor(number(found.length), first?.gold?.type ?? '', first?.predicted?.type ?? '')}`);
  }
}

/** All columns but the first to the right, titles too. */
export function printTable({ output }: Context, titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const aligned = [titles, ...rows].map((row) =>
    row.map((cell, column) => (column === 0 ? cell : cell.padStart(widths[column] ?? 0))),
  );
  const [first = [], ...rest] = aligned;
  for (const line of formatTable(first, rest, output.resultColumns)) output.print(line);
}

/** A share as a percentage, without the sign. */
export function percent({ language }: Context, share: number, digits = 1): string {
  return decimal((100 * share).toFixed(digits), language);
}
