import { expect, test } from 'vitest';
import { repairNumerals } from './repair-numerals.ts';
import { repairWords } from './repair-words.ts';

const repair = (line: string) => repairWords(line.split(' ')).join(' ');

test.each([
  ['nos termos do $ 1º do art. 5º', 'nos termos do § 1º do art. 5º'],
  ['nos termos do 8 2º do art. 5º', 'nos termos do § 2º do art. 5º'],
  ['o art. 5º, 8 2º, da Lei', 'o art. 5º, § 2º, da Lei'],
  ['os $$ 1º e 2º', 'os §§ 1º e 2º'],
  ['($1º)', '(§1º)'],
  ['o $ 10 do art. 85', 'o § 10 do art. 85'],
  ['o § 1ª do art. 2ª da Lei n° 9.099', 'o § 1º do art. 2º da Lei nº 9.099'],
  ['a 1º Turma e a 2° Vara, da 12º Região,', 'a 1ª Turma e a 2ª Vara, da 12ª Região,'],
  ['às fis. 12 (Fis. 3)', 'às fls. 12 (Fls. 3)'],
  ['incisos Il, lII e IV', 'incisos II, III e IV'],
])('repairs %s', (read, meant) => {
  expect(repair(read)).toBe(meant);
});

test.each([
  'a 1ª Vara e a 8 2 turmas',
  'R$ 5,00 e US $ 10 por ação',
  'em 8 de março; das 8 10 foram',
  'o valor de $5 em 3 parcelas',
  'artigos 8 e 9; a 2ª Turma, 8 votos',
  'a 30°C, no 81º dia',
  'o 1º e a Turma; no 2º dia',
])('leaves %s as it is', (line) => {
  expect(repair(line)).toBe(line);
});

const repairItems = (numerals: string) =>
  repairNumerals(numerals.split(' ').map((numeral) => [numeral, '-', 'museus;']))
    .map(([numeral]) => numeral)
    .join(' ');

test.each([
  ['I II II IV V', 'I II III IV V'],
  ['I II HI IV', 'I II III IV'],
  ['I IN III', 'I II III'],
  ['1 II N IV', 'I II III IV'],
  ['I IN HI IV VI', 'I II III IV VI'],
  ['VI VII VIIl I DI III', 'VI VII VIII I II III'],
])('repairs the numerals of items %s', (read, meant) => {
  expect(repairItems(read)).toBe(meant);
});

test.each(['I III IV', 'II II', 'I II V VI', 'I II I II', 'HI V', 'III D', 'IX XI'])(
  'leaves the numerals of items %s',
  (read) => {
    expect(repairItems(read)).toBe(read);
  },
);
