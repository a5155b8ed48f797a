import { alignWords, countWords, shared, splitWords, without } from './score.ts';
import type { Box, MadeDocument } from './writer.ts';

/** What a reader made of a document. */
export interface Reading {
  readonly text: string;
  /** Text it took away on purpose. */
  readonly removed?: string;
  /** Where the words of `text` stand, in their order; absent where a reader doesn't say. */
  readonly places?: readonly (readonly { readonly page: number; readonly box: Box }[])[];
}

/** Sums from which rates are made. */
export interface Counts {
  trueWords: number;
  foundWords: number;
  rightWords: number;
  ordered: number;
  broken: number;
  mended: number;
  noiseWords: number;
  noiseLeft: number;
  bodyCharacters: number;
  bodyRemoved: number;
  placed: number;
  misplaced: number;
  placeErrors: number[];
}

export const noCounts = (): Counts => ({
  trueWords: 0,
  foundWords: 0,
  rightWords: 0,
  ordered: 0,
  broken: 0,
  mended: 0,
  noiseWords: 0,
  noiseLeft: 0,
  bodyCharacters: 0,
  bodyRemoved: 0,
  placed: 0,
  misplaced: 0,
  placeErrors: [],
});

/** Adds what a reading of `made` is worth. Words are compared as they stand between white space. */
export function scoreReading(counts: Counts, made: MadeDocument, { text, removed = '', places }: Reading): void {
  const truth = made.words.map((word) => word.text.normalize('NFC'));
  const found = splitWords(text);
  const [trueBag, foundBag] = [countWords(truth), countWords(found)];
  const noiseBag = countWords(splitWords(made.noise.join(' ')));
  const partners = alignWords(truth, found);
  counts.trueWords += truth.length;
  counts.foundWords += found.length;
  counts.rightWords += shared(trueBag, foundBag);
  counts.noiseWords += sum(noiseBag);
  counts.noiseLeft += shared(without(foundBag, trueBag), noiseBag);
  counts.bodyCharacters += truth.reduce((length, word) => length + word.length, 0);
  const lost = without(trueBag, foundBag);
  for (const [word, count] of without(countWords(splitWords(removed)), noiseBag))
    counts.bodyRemoved += Math.min(count, lost.get(word) ?? 0) * word.length;
  for (const [index, partner] of partners.entries()) {
    const word = made.words[index];
    if (word === undefined) continue;
    if (word.isBroken) counts.broken++;
    if (partner < 0) continue;
    counts.ordered++;
    if (word.isBroken) counts.mended++;
    const place = places?.[partner];
    if (place !== undefined) comparePlaces(counts, word.parts, place);
  }
}

function comparePlaces(
  counts: Counts,
  truth: readonly { readonly page: number; readonly box: Box }[],
  found: readonly { readonly page: number; readonly box: Box }[],
): void {
  counts.placed++;
  if (truth.length !== found.length || truth.some(({ page }, part) => found[part]?.page !== page)) {
    counts.misplaced++;
    return;
  }
  // across the line fonts differ in what they call their height: the middle of the letters must be inside
  let error = 0;
  for (const [part, { box }] of truth.entries()) {
    const at = found[part]?.box ?? [0, 0, 0, 0];
    error = Math.max(error, Math.abs(at[0] - box[0]), Math.abs(at[2] - box[2]));
    const middle = (box[1] + box[3]) / 2;
    if (middle < at[1] || middle > at[3]) error = Math.max(error, Math.abs(middle - (at[1] + at[3]) / 2));
  }
  counts.placeErrors.push(error);
}

function sum(bag: ReadonlyMap<string, number>): number {
  return [...bag.values()].reduce((total, count) => total + count, 0);
}
