import type { Token } from '../tokens.ts';
import { isBlurredOrdinal, romanOf } from './blurred.ts';
import { assemble, type Element, type Level, type Provision, RANK } from './provision.ts';
import { readRoman } from './roman.ts';

const LEVEL_WORDS: Readonly<Record<string, Level>> = {
  art: 'art',
  arts: 'art',
  artigo: 'art',
  artigos: 'art',
  ad: 'art',
  artt: 'art',
  '§': 'par',
  par: 'par',
  pars: 'par',
  parag: 'par',
  paragrafo: 'par',
  paragrafos: 'par',
  ss: 'par',
  inciso: 'inc',
  incisos: 'inc',
  inc: 'inc',
  incs: 'inc',
  alinea: 'ali',
  alineas: 'ali',
  al: 'ali',
  letra: 'ali',
  letras: 'ali',
  item: 'ite',
  itens: 'ite',
  caput: 'cpt',
  livro: 'liv',
  titulo: 'tit',
  capitulo: 'cap',
  cap: 'cap',
  secao: 'sec',
  subsecao: 'sec',
  anexo: 'anx',
  anexos: 'anx',
};
const PLURAL = new Set([
  'arts',
  'artigos',
  'pars',
  'paragrafos',
  'incisos',
  'incs',
  'alineas',
  'letras',
  'itens',
  'ss',
  'anexos',
]);
/** Longer ranges are one provision, `art1..120`. */
const LONGEST_RANGE = 20;
/** No act has more articles. */
const MOST_ARTICLES = 3_000;
/** No article has this many paragraphs: the ordinal's sign was read as a digit. */
const TOO_MANY_PARAGRAPHS = 30;
/** Nor is it one whose sign was. */
const TOO_MANY_FOR_OCR = 200;
const ORDINALS = 'primeiro segundo terceiro quarto quinto sexto setimo oitavo nono decimo'.split(' ');

/** The provisions that tokens name, in order; ascending (`alínea a do inciso II do art. 5º`) or descending (`art. 5º, II, a`).
 *  One pass over the tokens. */
export function findProvisions(tokens: readonly Token[]): Provision[] {
  return assemble(readElements(tokens));
}

/** Whether a word or sign of a level stands among the tokens, so that numbers count provisions even where no act is named. */
export function namesLevel(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }) => LEVEL_WORDS[text] !== undefined);
}

function readElements(tokens: readonly Token[]): Element[] {
  const elements: Element[] = [];
  let level: Level | undefined;
  let plural = false;
  let comma = false;
  let singularArticle = false;
  const last = () => elements.at(-1);
  const add = (its: Level, values: string[], named: boolean) =>
    elements.push({ level: its, values, named, of: false, whole: false });
  const put = (its: Level, value: string, fresh: boolean) => {
    const before = last();
    if (before?.level === its && !fresh && !before.of) before.values.push(value);
    else add(its, [value], fresh);
    level = its;
  };
  let fresh = false;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const { text } = token;
    const named = LEVEL_WORDS[text];
    if (named !== undefined && !(text === 'al' && token.kind !== 'word')) {
      plural =
        PLURAL.has(text) ||
        (text === '§' && tokens[at + 1]?.text === '§') ||
        (plural && text === '§' && tokens[at - 1]?.text === '§');
      level = named;
      fresh = true;
      singularArticle = named === 'art' && !plural;
      if (named === 'cpt') {
        add('cpt', [''], true);
        fresh = false;
      }
      comma = false;
      continue;
    }
    if (text === 'unico' || text === 'unica' || (text === 'un' && fresh)) {
      if (level === 'par') put('par', '1u', fresh);
      fresh = false;
      continue;
    }
    if (text === ',' || text === ';') {
      comma = true;
      continue;
    }
    if (/^d[aeo]s?$/.test(text)) {
      const before = last();
      if (before && !fresh && tokens[at - 1]?.text !== 'e') before.of = true; // not `inciso II e do art. 100`
      continue;
    }
    if (/^seus?$|^respectiv[oa]s?$/.test(text)) {
      const before = last();
      if (before) before.whole = true;
      continue;
    }
    if (level === 'inc' && fresh && /^[/|!]$/.test(text)) {
      put('inc', '1', true); // OCR of I
      fresh = false;
      continue;
    }
    if (text === '/' || text === '-' || text === '.' || text === '(' || text === ')') continue;
    if (
      text === 'c' &&
      (tokens[at + 1]?.text === '/' || tokens[at + 1]?.text === '.') &&
      tokens[at + 2]?.text === 'c'
    ) {
      at += 2;
      comma = true;
      continue;
    }
    if (text === 'n' && tokens[at + 1]?.text === '/' && tokens[at + 2]?.text === 'f') {
      at += 2; // `n/f`: na forma
      comma = true;
      level = undefined;
      continue;
    }
    if (token.kind === 'number') {
      if (tokens[at + 1]?.text === 'parte') continue; // `1ª parte`
      const value = numberOf(token, tokens, at);
      at = value.to;
      const its = levelOfNumber({
        value: Number.parseInt(value.text, 10),
        level,
        fresh,
        plural,
        comma,
        cut: tokens[at + 1]?.text === 'do' && LEVEL_WORDS[tokens[at + 2]?.text ?? ''] === 'art',
      });
      const rangeTo = rangeEnd(tokens, at + 1);
      if (singularArticle && !fresh && comma && level === 'art' && /^1+$/.test(value.text) && value.text.length < 4)
        put('inc', String(value.text.length), true);
      else if (rangeTo?.roman && (its === 'art' || its === 'inc') && (last() !== undefined || fresh)) {
        for (const one of rangeValues(Number(value.text), rangeTo.value)) {
          put('inc', one, fresh && its === 'inc'); // `1 a IV`
          fresh = false;
        }
        at = rangeTo.at;
      } else {
        const start = its === 'par' ? paragraphOf(value.text) : value.text;
        put(its, start, fresh);
        if (rangeTo !== undefined && !rangeTo.roman && /^\d+$/.test(start)) {
          const end = its === 'par' ? Number(paragraphOf(String(rangeTo.value))) : rangeTo.value;
          const range = rangeValues(Number(start), end);
          last()?.values.splice(-1, 1, ...range);
          at = rangeTo.at;
        }
      }
      fresh = false;
      comma = false;
      continue;
    }
    if (token.kind !== 'word') continue;
    if (level === 'par' && fresh && /^(?:l|lo|i|io|jo)$/.test(text)) {
      put('par', '1', true); // OCR of 1º
      fresh = false;
      continue;
    }
    const spelled = fresh && (level === 'art' || level === 'par') ? ORDINALS.indexOf(text) : -1;
    if (level !== undefined && spelled >= 0) {
      put(level, String(spelled + 1), true); // `artigo primeiro`
      fresh = false;
      continue;
    }
    const roman = readRoman(romanOf(token));
    const upper = token.raw === token.raw.toUpperCase();
    const asLetter = isLetter(token, tokens, at, level, fresh, upper);
    if (asLetter) {
      put('ali', String(text.charCodeAt(0) - 96), level !== 'ali' || fresh);
      fresh = false;
      comma = false;
      continue;
    }
    if (roman !== undefined && (upper || level === 'inc' || fresh || text.length > 1)) {
      const its: Level = fresh && level !== undefined && (RANK[level] < 4 || level === 'anx') ? level : 'inc';
      put(its, withSuffix(String(roman), tokens, at), fresh || level !== its);
      if (hasSuffix(tokens, at)) at += 2;
      const rangeTo = rangeEnd(tokens, at + 1);
      if (rangeTo?.roman) {
        last()?.values.splice(-1, 1, ...rangeValues(roman, rangeTo.value));
        at = rangeTo.at;
      }
      fresh = false;
      comma = false;
    }
  }
  return elements.filter(
    ({ level: its, values }) => its !== 'art' || values.some((value) => !(Number(value) > MOST_ARTICLES)),
  );
}

/** What a number counts where no word says it: an article, unless paragraphs or items are being listed. */
function levelOfNumber(at: {
  value: number;
  level: Level | undefined;
  fresh: boolean;
  plural: boolean;
  comma: boolean;
  cut: boolean;
}): Level {
  const { value, level, fresh, plural, comma, cut } = at;
  if (fresh && level !== undefined) return level;
  if (level === undefined) return cut ? 'par' : 'art'; // `8º do art. 73`, its sign cut off
  if (level === 'par' && comma && value >= TOO_MANY_FOR_OCR) return 'art'; // `§§ 1º a 3º, 480`
  if (level === 'par' && (plural || (!comma && value < TOO_MANY_PARAGRAPHS))) return 'par'; // not `§ 8º e 467`
  if (level === 'ite' || (level === 'anx' && !comma)) return level;
  return 'art';
}

/** A lone letter names an item (alínea): quoted, announced, or in lower case where a letter can stand. */
function isLetter(
  token: Token,
  tokens: readonly Token[],
  at: number,
  level: Level | undefined,
  fresh: boolean,
  upper: boolean,
): boolean {
  const { text } = token;
  if (text.length !== 1 || !/[a-z]/.test(text)) return false;
  const dashed = tokens[at - 1]?.text === '-' && tokens[at + 1]?.text === '-' && token.glued && tokens[at + 1]?.glued; // `-a-`
  if (token.quoted || dashed || (level === 'ali' && fresh)) return true;
  if (text === 'e' || text === 'o') return false; // a conjunction, an article
  if (text === 'a') {
    const next = tokens[at + 1];
    return level !== undefined && !fresh && (next === undefined || /^(?:,|;|e|ou|\))$/.test(next.text));
  }
  if (level === undefined || fresh) return false;
  if (!upper) return level === 'ali' || level === 'inc' || level === 'par' || level === 'art';
  return readRoman(text) === undefined || ((level === 'inc' || level === 'ali') && /[cdlm]/.test(text))
    ? level === 'inc' || level === 'ali' || level === 'par'
    : false;
}

function numberOf(token: Token, tokens: readonly Token[], at: number): { text: string; to: number } {
  const digits = isBlurredOrdinal(token, tokens[at + 1]) ? token.text.slice(0, -1) : token.text;
  const text = String(Number(digits.replaceAll('.', '')));
  return hasSuffix(tokens, at) ? { text: withSuffix(text, tokens, at), to: at + 2 } : { text, to: at };
}

/** `-A` right after a number. */
function hasSuffix(tokens: readonly Token[], at: number): boolean {
  const [sign, letter] = [tokens[at + 1], tokens[at + 2]];
  return (
    sign?.text === '-' && sign.glued && letter?.glued === true && letter.kind === 'word' && letter.text.length === 1
  );
}

function withSuffix(value: string, tokens: readonly Token[], at: number): string {
  return hasSuffix(tokens, at) ? `${value}-${(tokens[at + 2]?.text.charCodeAt(0) ?? 97) - 96}` : value;
}

function rangeEnd(tokens: readonly Token[], at: number): { value: number; roman: boolean; at: number } | undefined {
  if (tokens[at]?.text !== 'a' || tokens[at]?.quoted) return undefined;
  const next = tokens[at + 1];
  if (next?.kind === 'number' && hasSuffix(tokens, at + 1)) return undefined;
  if (next?.kind === 'number') return { value: Number(next.text.replaceAll('.', '')), roman: false, at: at + 1 };
  const roman = next !== undefined && next.raw === next.raw.toUpperCase() ? readRoman(next.text) : undefined;
  return roman === undefined ? undefined : { value: roman, roman: true, at: at + 1 };
}

/** Each value of a range; a long one is a value of its own, one that descends is two. */
function rangeValues(from: number, to: number): string[] {
  if (to <= from) return [String(from), String(to)];
  if (to - from >= LONGEST_RANGE) return [`${from}..${to}`];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

function paragraphOf(value: string): string {
  const number = Number(value);
  return Number.isInteger(number) && number >= TOO_MANY_PARAGRAPHS && number < TOO_MANY_FOR_OCR
    ? String(Math.trunc(number / 10))
    : value;
}
