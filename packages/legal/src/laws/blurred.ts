import type { Token } from '../tokens.ts';
import { type Act, urnOf } from './act.ts';
import { CONSTITUTION, CPC, CPC_2015 } from './codes.ts';
import type { Provision } from './provision.ts';

/** Lei das Eleições. */
const ELECTIONS = 'urn:lex:br:federal:lei:1997-09-30;9504';
/** Articles with ten or more paragraphs, of acts that are cited in scans again and again. Source: the acts' texts in force (planalto.gov.br). */
const MANY_PARAGRAPHS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [urnOf(CONSTITUTION), new Set('14 37 40 62 100 144 156-1 165 166 195 198 201'.split(' '))],
  [urnOf(CPC_2015), new Set('85 334 525 702 1035 1037'.split(' '))],
  [urnOf(CPC), new Set('85 334 525 702 1035 1037'.split(' '))], // that of 1973 has none
  [ELECTIONS, new Set('11 16-3 23 28 37 39 73 96'.split(' '))],
]);
/** Articles of one sentence, of the same acts. */
const UNDIVIDED: ReadonlySet<string> = new Set([`${urnOf(CONSTITUTION)}!10`, `${ELECTIONS}!60`]);
/** In characters; each pair is read anew. */
const LONGEST_BROKEN_MENTION = 200;

/** A provision whose ordinal's sign was read as a digit: art. 50 of the Constitution has no items (art. 5º), its art. 10 nothing
 *  within it (art. 1º), an article with fewer than ten paragraphs no § 10 or § 11 (§ 1º). */
export function unblurred(act: Act, provision: Provision): Provision {
  const [first, second] = provision;
  if (first?.level !== 'art') return provision;
  const urn = urnOf(act);
  const isFiftieth = act === CONSTITUTION && first.value === '50' && second?.level === 'inc';
  if (isFiftieth || (second !== undefined && UNDIVIDED.has(`${urn}!${first.value}`)))
    return [{ level: 'art', value: first.value.slice(0, -1) }, ...provision.slice(1)];
  const many = MANY_PARAGRAPHS.get(urn);
  return many === undefined || many.has(first.value)
    ? provision
    : provision.map((step) =>
        step.level === 'par' && /^[12]\d$/.test(step.value) ? { level: 'par', value: step.value.charAt(0) } : step,
      );
}

/** A Roman numeral in lower case, its capitals I read as l: `li`, `lV`. Items are numbered in capitals (LC 95/1998, art. 10, II). */
export function romanOf({ raw, text }: Token): string {
  const mixed = raw.includes('l') && /^[lIVX]{2,}$/.test(raw) && /[IVX]/.test(raw);
  return mixed || /^[li]{2,3}$/.test(raw) ? text.replaceAll('l', 'i') : text;
}

/** A number that runs into a preposition, `20da`: the zero is the ordinal's sign. */
export function isBlurredOrdinal(token: Token, next: Token | undefined): boolean {
  return /^[1-9]0$/.test(token.text) && !token.ordinal && next?.glued === true && /^d[aeo]s?$/.test(next.text);
}

/** Text whose numbers are whole again: `23.4 [6] 4`, with an editor's correction in brackets (NBR 10520), `CPCI2015`, whose slash was read
 *  as a letter. */
export function mendNumbers(text: string): string {
  const apart = text.replace(/\b(CF|CRFB|CPC|CC|CP|CPP|CTN|CDC)[Il](?=(?:19|20)?\d{2}\b)/g, '$1/');
  return apart.replace(/(\d) ?\[(\d{1,3})\] ?(?=[\d/])/g, '$1$2');
}

/** The same text with two words joined, one pair after the other: `Código Ele itoral`. */
export function* joinedWords(tokens: readonly Token[], text: string): Generator<string> {
  if (text.length > LONGEST_BROKEN_MENTION) return;
  for (const [at, left] of tokens.entries()) {
    const right = tokens[at + 1];
    if (left.kind !== 'word' || right?.kind !== 'word' || Math.min(left.text.length, right.text.length) < 2) continue;
    if (left.text.length + right.text.length >= 5) yield text.slice(0, left.end) + text.slice(right.start);
  }
}
