import { expect, test } from 'vitest';
import { cutRanges } from './cut-ranges.ts';
import { findBreaks, findCuts, findEvidence } from './hyphens.ts';

function join(text: string): string {
  const wanted = new Set(findBreaks(text).flatMap(({ joined, hyphenated }) => [joined, hyphenated]));
  return cutRanges(text, new Int32Array(), findCuts(text, findEvidence([text], wanted))).text;
}

test.each([
  ['o tribu-\nnal decidiu', 'o tribunal decidiu'],
  ['RECURSO EXTRAORDI-\nNÁRIO', 'RECURSO EXTRAORDINÁRIO'],
  ['vice-presi-\ndente', 'vice-presidente'],
  ['São Paulo-\nBrasil', 'São Paulo-\nBrasil'],
  ['art. 5º -\nque', 'art. 5º -\nque'],
  ['para torná-\nlo', 'para torná-lo'],
  ['a pos-\nse; posse', 'a posse; posse'],
  ['o decreto-lei; o decreto-\nlei', 'o decreto-lei; o decreto-lei'],
  ['DECRETO-LEI\nno Decreto-\nlei', 'DECRETO-LEI\nno Decreto-lei'],
  ['MP n. 2.200-\n2/2001', 'MP n. 2.200-2/2001'],
  ['0001234-\n56.2015.8.26.0100', '0001234-56.2015.8.26.0100'],
  ['cons-\ntitu-\ncional', 'constitucional'],
])('%j is read as %j', (text, expected) => {
  expect(join(text)).toBe(expected);
});

test('runs move along with what is cut', () => {
  const runs = Int32Array.from([0, 2, 1, 1, 1, 1, 2, 5, 2, 2, 2, 2, 6, 9, 3, 3, 3, 3]);
  const result = cutRanges('o con-\nta', runs, [[5, 7]]);
  expect(result.text).toBe('o conta');
  expect([...result.runs]).toEqual([0, 2, 1, 1, 1, 1, 2, 5, 2, 2, 2, 2, 5, 7, 3, 3, 3, 3]);
});
