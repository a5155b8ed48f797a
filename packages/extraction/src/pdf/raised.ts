import type { PlacedText } from './compose-segment.ts';
import type { Fragment } from './fragment.ts';

/** What is raised is at most this tall and at least this high above the baseline, in sizes of the text beside it. */
const RAISED = { size: 0.8, rise: 0.15 };
const ORDINALS: Record<string, string> = { o: 'º', a: 'ª', os: 'ºs', as: 'ªs' };
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Numbers written raised. */
export const RAISED_NUMBER = /[⁰¹²³⁴-⁹]+/g;

/** What a small raised fragment stands for: the sign of an ordinal after a number or an n (`n` + `o`, `1` + `a`), or a
 *  number as it is written raised (the mark of a footnote, `m²`), which would else be read into the word before it.
 *  @param main the text beside it
 *  @returns undefined for anything else */
export function readRaised(
  fragment: Fragment,
  { last, main, before }: { last: Fragment; main: Fragment; before: string },
): Pick<PlacedText, 'text' | 'ends'> | undefined {
  if (!isRaised(fragment, main) || fragment.left - last.right > 0.3 * main.size) return undefined;
  const raw = fragment.text.trim();
  const text = readOrdinal(raw, before) ?? readNumber(raw, before);
  if (text === undefined) return undefined;
  const from = fragment.text.length - fragment.text.trimStart().length;
  return { text, ends: fragment.ends.slice(from, from + text.length) };
}

/** Whether a fragment is smaller than the text beside it, and above its baseline. */
export function isRaised({ size, baseline }: Fragment, main: Fragment): boolean {
  return size <= RAISED.size * main.size && main.baseline - baseline >= RAISED.rise * main.size;
}

function readOrdinal(raw: string, before: string): string | undefined {
  return /(?:\d|(?<!\p{L})[nN])\s*$/u.test(before) ? ORDINALS[raw] : undefined;
}

/** Cents are set raised, too (`10,` + `00`). */
function readNumber(raw: string, before: string): string | undefined {
  if (!/^\d{1,3}$/.test(raw) || (raw.length === 2 && /\d[,.]? ?$/.test(before))) return undefined;
  return Array.from(raw, (digit) => SUPERSCRIPTS.charAt(Number(digit))).join('');
}

/** The number that raised digits mean. */
export function toNumber(raised: string): number {
  return Number(Array.from(raised, (digit) => SUPERSCRIPTS.indexOf(digit)).join(''));
}
