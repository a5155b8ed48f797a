import type { Span } from './mention.ts';

/** Words of running text as LeNER-Br has them, so that a model trained on its words sees the same ones: white space
 *  separates; quotes, brackets, `, ; : ? ! % $ & # @` and runs of dots, dashes or quotes stand alone (`,` and `:` not
 *  before a digit); a final `.` stands alone except after initials, section numbers (`9.2.`) and the abbreviations the
 *  corpus keeps whole. LeNER-Br itself writes `art .`, `fls .`, `Min .`, `n .` in two words, always; so do we.
 *  `6.194/74`, `S/A`, `nº`, `§3º`, dates and CNJ numbers are one word. Raised digits stand alone (a footnote's mark,
 *  which LeNER-Br has none of) but behind numbers and one or two letters (`m²`).
 *
 *  Every character other than white space is in exactly one word; words come in order; linear time, and no more memory
 *  than one word. Invisible characters (soft hyphen, zero width) belong to the word they stand in.
 *  Source: the files of LeNER-Br train against their raw text; NLTK's Treebank tokenizer, which made them. */
export function* splitWords(text: string): Generator<Span, void, undefined> {
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (isSpace(unit)) {
      at++;
      continue;
    }
    if (isAlone(text, at, unit)) {
      const end = runEnd(text, at, unit);
      yield { start: at, end };
      at = end;
      continue;
    }
    let end = at + 1;
    while (end < text.length && !endsWord(text, end)) end++;
    const lastDot = end - 1;
    if (lastDot > at && text.charCodeAt(lastDot) === DOT && !keepsDot(text, at, lastDot)) {
      yield { start: at, end: lastDot };
      yield { start: lastDot, end };
    } else {
      yield { start: at, end };
    }
    at = end;
  }
}

const DOT = 0x2e;
const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;
const ALWAYS_ALONE = new Set([...'"()[]{}<>;?!@#$%&«»“”„‘’`…'].map((character) => character.charCodeAt(0)));
const REPEATED = new Set([...'.-`'].map((character) => character.charCodeAt(0)));

/** Abbreviations whose dot LeNER-Br leaves with them more often than not. */
const KEPT_ABBREVIATIONS = new Set(
  'p pág Sr sr SR Dr dr Tel Ltda LTDA v r ed Ed etc e cf Ap S.A S/A C.A v.g i.e e.g op rev'.split(' '),
);
const LONGEST_ABBREVIATION = 4;
const INITIALS = /^\p{Lu}(?:\.\p{Lu})*$/u;
const SECTION_NUMBER = /^\d{1,2}(?:\.\d{1,2})+$/;

function keepsDot(text: string, start: number, dot: number): boolean {
  const length = dot - start;
  if (length > 8) return false;
  const word = text.slice(start, dot);
  if (length <= LONGEST_ABBREVIATION && KEPT_ABBREVIATIONS.has(word)) return true;
  return INITIALS.test(word) || (SECTION_NUMBER.test(word) && isLineStart(text, start));
}

/** Whether a word ends before the unit at `at`. */
function endsWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (isSpace(unit) || isAlone(text, at, unit)) return true;
  // A closing quote, as in 'caput'; an apostrophe inside a word (d'água) stays.
  return unit === APOSTROPHE && !isWordUnit(text.charCodeAt(at + 1));
}

function isAlone(text: string, at: number, unit: number): boolean {
  if (ALWAYS_ALONE.has(unit)) return true;
  const next = text.charCodeAt(at + 1);
  if (unit === 0x2c || unit === 0x3a) return !isDigit(next); // , :
  if (unit === HYPHEN) return next === HYPHEN;
  if (unit === DOT) return next === DOT && text.charCodeAt(at + 2) === DOT;
  return isRaisedDigit(unit) && isMark(text, at);
}

/** Whether the raised digit at `at` is no part of the word before it. */
function isMark(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (isDigit(before) || isRaisedDigit(before)) return false;
  let letters = 0;
  while (letters < 3 && isLetter(text.charCodeAt(at - 1 - letters))) letters++;
  return letters === 0 || letters === 3;
}

/** The end of what stands alone at `at`: one character, or a run such as `...` and `--`. */
function runEnd(text: string, at: number, unit: number): number {
  let end = at + 1;
  if (REPEATED.has(unit)) while (text.charCodeAt(end) === unit) end++;
  else if (isRaisedDigit(unit)) while (isRaisedDigit(text.charCodeAt(end))) end++;
  return end;
}

function isLineStart(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && at - before < 64; before--) {
    const unit = text.charCodeAt(before);
    if (unit === 0x0a || unit === 0x0c) return true;
    if (!isSpace(unit)) return false;
  }
  return at < 64;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** ¹ ² ³ ⁰ ⁴–⁹ */
function isRaisedDigit(unit: number): boolean {
  return unit === 0xb9 || unit === 0xb2 || unit === 0xb3 || unit === 0x2070 || (unit >= 0x2074 && unit <= 0x2079);
}

function isLetter(unit: number): boolean {
  return isWordUnit(unit) && !isDigit(unit) && !isRaisedDigit(unit);
}

function isWordUnit(unit: number): boolean {
  return unit > 0x7f
    ? !isSpace(unit) && !ALWAYS_ALONE.has(unit)
    : isDigit(unit) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a);
}

/** White space of Unicode, with U+0085 and the separators of C0 that Python's `split` also takes as such. */
function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit < 0x85) return false;
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}
