import type { Piece, Row } from './page-rows.ts';

/** Letters from which a text with any numbers is recognized by its letters alone. */
const TELLING_LETTERS = 12;
/** Digits from which the very same number on several pages is one of the case or the document. */
const TELLING_DIGITS = 5;

/** A piece of text near an edge of a page. */
export interface Occurrence {
  readonly piece: Piece;
  readonly page: number;
  readonly y: number;
  readonly numbers: readonly number[];
  /** The rows beside it. */
  readonly above: Row | undefined;
  readonly below: Row | undefined;
  /** Those around it: rows of other columns may stand between two lines of one. */
  readonly near: readonly Row[];
}

/** The text without what may change from page to page: numbers; case and spaces don't count. */
export function toKey(text: string): string {
  return text.toLowerCase().replaceAll(/\d+/g, '#').replaceAll(/\s+/g, '');
}

/** The numbers of a text in their order. */
export function readNumbers(text: string): number[] {
  return Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits));
}

/** Whether the numbers of a repeated text stay or count pages; a text of many letters may have any numbers if it stands
 *  on most pages. Rows of figures have neither. */
export function isRunning(key: string, cluster: readonly Occurrence[], share: number): boolean {
  const letters = key.replace(/^\w+ /, '').match(/\p{L}/gu)?.length ?? 0;
  const digits = cluster[0]?.piece.text.match(/\d/g)?.length ?? 0;
  const slots = cluster[0]?.numbers.length ?? 0;
  if (slots === 0) return letters >= 3;
  const ordered = cluster.toSorted((a, b) => a.page - b.page);
  let steady = 0;
  let counting = 0;
  for (let slot = 0; slot < slots; slot++) {
    const kind = describeNumbers(ordered, slot, letters < 3);
    if (kind === 'steady') steady++;
    else if (kind === 'counting') counting++;
  }
  const isEverywhere = share >= 0.8 && cluster.length >= 5;
  if (steady + counting === slots) return counting > 0 || letters >= 3 || digits >= TELLING_DIGITS || isEverywhere;
  return letters >= TELLING_LETTERS && share >= 0.6 && cluster.length >= 3;
}

/** @param areFigures there are no words to go by: few numbers must all count */
function describeNumbers(
  ordered: readonly Occurrence[],
  slot: number,
  areFigures: boolean,
): 'steady' | 'counting' | 'other' {
  let same = 0;
  let counted = 0;
  for (let index = 1; index < ordered.length; index++) {
    const [before, here] = [ordered[index - 1], ordered[index]];
    if (before === undefined || here === undefined) continue;
    const step = (here.numbers[slot] ?? 0) - (before.numbers[slot] ?? 0);
    if (step === 0) same++;
    else if (step === here.page - before.page) counted++;
  }
  const steps = ordered.length - 1;
  if (same >= 0.8 * steps) return 'steady';
  if (areFigures) return counted >= (steps < 4 ? 1 : 0.7) * steps ? 'counting' : 'other';
  return counted >= 0.7 * steps || counted + same >= 0.9 * steps ? 'counting' : 'other';
}

/** Whether a number of the text counts the pages. */
export function countsPages(cluster: readonly Occurrence[]): boolean {
  const ordered = cluster.toSorted((a, b) => a.page - b.page);
  return (cluster[0]?.numbers ?? []).some((_, slot) => describeNumbers(ordered, slot, false) === 'counting');
}
