import { expect, it } from 'vitest';
import { typeWord } from './type-words.ts';

it.each([
  ['PESSOA', 'person', 'pessoa'],
  ['JURISPRUDENCIA', 'precedent', 'jurisprudência'],
  ['DINHEIRO', 'money', 'dinheiro'],
  ['EMAIL', 'email', 'email'],
  ['CPF', 'CPF', 'CPF'],
  ['PROCESSO_SEI', 'PROCESSO_SEI', 'PROCESSO_SEI'],
])('%s is read as %s, in Portuguese as %s', (type, en, pt) => {
  expect(typeWord(type, 'en')).toBe(en);
  expect(typeWord(type, 'pt')).toBe(pt);
});
