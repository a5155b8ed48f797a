import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseConll } from './parse-conll.ts';
import { detokenize, joinWords } from './running-text.ts';

const lines = (text: string) => detokenize(text.split('\n').map((line) => line.split(' '))).text;

it.each([
  ['O art . 5º da Lei nº 6.194/74 , alterada .', 'O art. 5º da Lei nº 6.194/74, alterada.'],
  ['custas ( fls . 12 ) ; honorários : R $ 1.234,56 .', 'custas (fls. 12); honorários: R$ 1.234,56.'],
  ["disse `` não '' e saiu .", 'disse "não" e saiu.'],
  ["'' Não '' , disse", '"Não", disse'],
  ['“ Não ” ( ... ) § 3º - 50 %', '“Não” (...) § 3º - 50%'],
  ['http : //www.exemplo.jus.br/ ; contato @ exemplo.jus.br', 'http://www.exemplo.jus.br/; contato@exemplo.jus.br'],
  ['Defiro .\nIntime-se .', 'Defiro.\nIntime-se.'],
])('%j becomes what was typed', (words, text) => {
  expect(lines(words)).toBe(`${text}\n`);
});

it('every word is where it is said to be, and nothing but white space stands between words', () => {
  const word = fc.oneof(fc.constantFrom(...',.()"%$', '``', "''", '...'), fc.stringMatching(/^[a-z0-9ç]{1,5}$/));
  const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { maxLength: 5 });
  fc.assert(
    fc.property(sentences, (given) => {
      for (const make of [joinWords, detokenize]) {
        const { text, words } = make(given);
        const spelled = given.flat().map((each) => (make === detokenize && ['``', "''"].includes(each) ? '"' : each));
        expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(spelled);
        words.forEach(({ start }, at) => {
          expect(text.slice(words[at - 1]?.end ?? 0, start).trim()).toBe('');
        });
      }
    }),
  );
});

const lener = fileURLToPath(new URL('../../../../../shared/data/lener-br', import.meta.url));
const noData = existsSync(lener) ? '' : ' (skipped: ../shared/data/lener-br is not there)';

it.skipIf(noData !== '')(`99 of 100 gaps are as in the raw texts of LeNER-Br train${noData}`, () => {
  let [equal, all] = [0, 0];
  for (const name of readdirSync(join(lener, 'train'))) {
    const raw = join(lener, 'raw_text', name.replace('.conll', '.txt'));
    if (!existsSync(raw)) continue;
    const sentences = parseConll(readFileSync(join(lener, 'train', name), 'utf8'));
    const { text, words } = detokenize(sentences.map((sentence) => sentence.map(({ word }) => word)));
    const source = readFileSync(raw, 'utf8');
    let [before, sourceBefore] = [0, 0];
    for (const { start, end } of words) {
      const at = source.indexOf(text.slice(start, end), sourceBefore);
      if (at === -1 || at - sourceBefore > 60) continue; // the corpus left something out here
      const gap = source.slice(sourceBefore, at);
      if (gap.trim() === '') {
        all += 1;
        equal += (gap === '') === (before === start) ? 1 : 0;
      }
      [before, sourceBefore] = [end, at + end - start];
    }
  }
  expect(all).toBeGreaterThan(200_000);
  expect(equal / all).toBeGreaterThan(0.99);
});
