import { expect, test } from 'vitest';
import { cutRanges } from './cut-ranges.ts';
import { findBreaks, findCuts, findEvidence } from './hyphens.ts';

function join(text: string): string {
  const wanted = new Set(findBreaks(text).flatMap(({ joined, hyphenated }) => [joined, hyphenated]));
  return cutRanges(
    { text, runs: new Int32Array(), advances: new Int16Array() },
    findCuts(text, findEvidence([text], wanted)),
  ).text.replaceAll('\v', ' ');
}

test.each([
  ['o tribu-\vnal decidiu', 'o tribunal decidiu'],
  ['RECURSO EXTRAORDI-\vNÁRIO', 'RECURSO EXTRAORDINÁRIO'],
  ['vice-presi-\vdente', 'vice-presidente'],
  ['São Paulo-\vBrasil', 'São Paulo-Brasil'],
  ['art. 5º -\vque', 'art. 5º - que'],
  ['para torná-\vlo', 'para torná-lo'],
  ['a pos-\vse; posse', 'a posse; posse'],
  ['o decreto-lei; o decreto-\vlei', 'o decreto-lei; o decreto-lei'],
  ['DECRETO-LEI\vno Decreto-\vlei', 'DECRETO-LEI no Decreto-lei'],
  ['MP n. 2.200-\v2/2001', 'MP n. 2.200-2/2001'],
  ['0001234-\v56.2015.8.26.0100', '0001234-56.2015.8.26.0100'],
  ['intimou-\va por edital', 'intimou-a por edital'],
  ['dar-se-\vá vista', 'dar-se-á vista'],
  ['o pré- e pós-\voperatório', 'o pré- e pós-operatório'],
  ['exames pré-\ve pós-operatórios', 'exames pré- e pós-operatórios'],
  ['a responsabili-\vzação', 'a responsabilização'],
  ['na segunda-\vfeira', 'na segunda-feira'],
  ['o vice-procu-\vrador', 'o vice-procurador'],
  ['o não-\vpagamento', 'o não-pagamento'],
  ['cons-\vtitu-\vcional', 'constitucional'],
])('%j is read as %j', (text, expected) => {
  expect(join(text)).toBe(expected);
});

test('runs move along with what is cut and get narrower', () => {
  const runs = Int32Array.from([0, 2, 1, 1, 41, 1, 2, 6, 2, 2, 42, 2, 7, 9, 3, 3, 23, 3]);
  const advances = Int16Array.from([20, 20, 10, 10, 10, 10, 10, 10]);
  const result = cutRanges({ text: 'o con-\vta', runs, advances }, [[5, 7]]);
  expect(result.text).toBe('o conta');
  expect([...result.runs]).toEqual([0, 2, 1, 1, 41, 1, 2, 5, 2, 2, 32, 2, 5, 7, 3, 3, 23, 3]);
  expect([...result.advances]).toEqual([20, 20, 10, 10, 10, 10, 10]);
});
