import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { splitWords } from './split-words.ts';

/** Text without white space: JavaScript's `\s` and what Python's `split` takes besides. */
function inked(text: string): string {
  const others = [0x1c, 0x1d, 0x1e, 0x1f, 0x85].map((code) => String.fromCharCode(code));
  return [...text].filter((character) => !/(?!\ufeff)\s/.test(character) && !others.includes(character)).join('');
}

function words(text: string): string[] {
  return [...splitWords(text)].map(({ start, end }) => text.slice(start, end));
}

describe('words of running text', () => {
  const cases: [text: string, expected: string][] = [
    ['A Lei nº 6.194/74, de 19/12/1974; vide art. 5º.', 'A|Lei|nº|6.194/74|,|de|19/12/1974|;|vide|art|.|5º|.'],
    ['Autos 0001234-55.2019.8.26.0100 (fls. 12/13):', 'Autos|0001234-55.2019.8.26.0100|(|fls|.|12/13|)|:'],
    ['Casa Exemplo S/A e Beta S.A. apelaram.', 'Casa|Exemplo|S/A|e|Beta|S.A.|apelaram|.'],
    ['O Sr. J. K. Silva e o Dr. Tal', 'O|Sr.|J.|K.|Silva|e|o|Dr.|Tal'],
    ['R$ 1.234,56, 50% de', 'R|$|1.234,56|,|50|%|de'],
    ["disse: \"a\", 'b' e d'água", "disse|:|\"|a|\"|,|'b|'|e|d'água"],
    ['§ 3º, §3º e §§ 1º', '§|3º|,|§3º|e|§§|1º'],
    ['às 14:29:31 ... fim...', 'às|14:29:31|...|fim|...'],
    ['Trata-se de decreto-lei -- ok', 'Trata-se|de|decreto-lei|--|ok'],
    ['texto.\n9.2. Segundo ponto', 'texto|.|9.2.|Segundo|ponto'],
    ['a\u00a0b\u2003c\u202fd', 'a|b|c|d'],
    ['Cons\u00adtituição 😀😀 a\u200bb', 'Cons\u00adtituição|😀😀|a\u200bb'],
    ['', ''],
    [' \n ', ''],
    ['.', '.'],
    ['(...)', '(|...|)'],
    ['Ana Silva⁴, ré;¹² Rio.³ 80 m², 10², 5º³', 'Ana|Silva|⁴|,|ré|;|¹²|Rio|.|³|80|m²|,|10²|,|5º³'],
  ];
  for (const [text, expected] of cases) test(JSON.stringify(text), () => expect(words(text).join('|')).toBe(expected));
});

test('words are in order, not empty, and leave out nothing but white space', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'ab9.,:;-\'"() /\n\u00a0\u00ad…😀'.split(''), 'Sr.', 'art.') }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let at = 0;
      for (const { start, end } of splitWords(text)) {
        expect(inked(text.slice(at, start))).toBe('');
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).not.toMatch(/[ \n\t\u00a0\u2003]/);
        at = end;
      }
      expect(inked(text.slice(at))).toBe('');
    }),
  );
});

test('a surrogate pair is never divided', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const word of words(text)) expect(word.isWellFormed()).toBe(true);
    }),
  );
});

test('long runs without a space are read a few times, however long', () => {
  for (const run of ['x', '.', ',', '-', "'", '1.', 'a,', 'a:', '. ', '\u00ad', ' ']) {
    const text = run.repeat(20_000);
    using read = vi.spyOn(String.prototype, 'charCodeAt');
    for (const _ of splitWords(text)) void _;
    expect(read.mock.calls.length, JSON.stringify(run)).toBeLessThan(12 * text.length);
  }
});

const corpus = new URL('../../../../shared/data/lener-br/', import.meta.url);
const corpusIsThere = existsSync(corpus);

const withCorpus = corpusIsThere
  ? test
  : (title: string, _: () => void) => test.skip(`${title} (skipped: LeNER-Br is not beside the repository)`, () => {});

withCorpus('words agree with those of LeNER-Br train on its raw text (boundary F1 ≥ 0.99)', () => {
  const total = { shared: 0, ours: 0, theirs: 0 };
  for (const file of readdirSync(new URL('train/', corpus))) {
    const raw = new URL(`raw_text/${file.replace('.conll', '.txt')}`, corpus);
    if (!existsSync(raw)) continue;
    const agreement = compare(readFileSync(raw, 'utf8'), readFileSync(new URL(`train/${file}`, corpus), 'utf8'));
    total.shared += agreement.shared;
    total.ours += agreement.ours;
    total.theirs += agreement.theirs;
  }
  expect(total.theirs).toBeGreaterThan(150_000);
  const f1 = (2 * total.shared) / (total.ours + total.theirs);
  expect(f1).toBeGreaterThan(0.99);
});

/** Words with equal spans, over the passages where the corpus' words can be found again in the raw text one after
 *  another; a passage ends where a word is not where it should be (the corpus left out or repaired some text). */
function compare(raw: string, conll: string): { shared: number; ours: number; theirs: number } {
  const theirs = new Set<string>();
  const passages: { start: number; end: number }[] = [];
  let at = 0;
  let open = -1;
  for (const line of conll.split('\n')) {
    const written = line.slice(0, line.lastIndexOf(' '));
    if (written === '') continue;
    const candidates = written === '``' || written === "''" ? [written, '"'] : [written];
    const from = at + (/^\s*/.exec(raw.slice(at, at + 500))?.[0].length ?? 0);
    const word = candidates.find((candidate) => raw.startsWith(candidate, from));
    if (word !== undefined) {
      if (open === -1) open = from;
      theirs.add(`${from}-${from + word.length}`);
      at = from + word.length;
      continue;
    }
    if (open !== -1) passages.push({ start: open, end: at });
    open = -1;
    const found = raw.slice(at, at + 300).indexOf(written);
    if (found !== -1) at += found + written.length;
  }
  if (open !== -1) passages.push({ start: open, end: at });
  let shared = 0;
  let ours = 0;
  let passage = 0;
  for (const { start, end } of splitWords(raw)) {
    while (passage < passages.length && passages[passage]!.end <= start) passage++;
    if (passages[passage] === undefined || end <= passages[passage]!.start) continue;
    ours++;
    if (theirs.has(`${start}-${end}`)) shared++;
  }
  return { shared, ours, theirs: theirs.size };
}
