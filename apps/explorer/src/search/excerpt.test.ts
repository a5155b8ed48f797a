import { expect, it } from 'vitest';
import { cutExcerpt } from './excerpt.ts';

const mark = (text: string, word: string) =>
  text.normalize('NFC').replaceAll('ã', 'a').replaceAll('ç', 'c').replaceAll(word, `\ue000${word}\ue001`);

it('shows what was found with its accents, and where most of it stands close together', () => {
  const text = `${'Nada consta. '.repeat(40)}A apelação é ação, não lei: ação.${' Fim.'.repeat(80)}`;
  const excerpt = cutExcerpt(text, mark(text, 'acao'));
  expect(excerpt.pieces.filter(({ isFound }) => isFound).map((piece) => piece.text)).toEqual(['ação', 'ação', 'ação']);
  expect(excerpt).toMatchObject({ startsInside: true, endsInside: true });
  expect(text).toContain(excerpt.pieces.map((piece) => piece.text).join(''));
});

it('shows the beginning where nothing is marked, or the marks do not fit', () => {
  expect(cutExcerpt('um texto', 'um texto')).toEqual({
    pieces: [{ text: 'um texto', isFound: false }],
    startsInside: false,
    endsInside: false,
  });
  expect(cutExcerpt('um \ue000texto', 'um \ue000texto').pieces.every(({ isFound }) => !isFound)).toBe(true);
});
