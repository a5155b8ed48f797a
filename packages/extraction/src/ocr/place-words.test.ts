import { expect, it } from 'vitest';
import { placeWords } from './place-words.ts';

const AT_ORIGIN = { scale: 0.5, turn: 0, left: 0, top: 0 };

/** Tesseract's TSV of lines of words, each letter 10 pixels wide and 20 high. */
function toTsv(lines: readonly string[]) {
  const rows = lines.flatMap((line, number) => {
    let left = 0;
    return line.split(' ').map((word, index) => {
      const row = [5, 1, 1, 1, number + 1, index + 1, left, 40 * number, 10 * word.length, 20, 96, word].join('\t');
      left += 10 * (word.length + 1);
      return row;
    });
  });
  return rows.join('\n');
}

it('parts the numeral of an item from its dash where others stand apart', () => {
  const { words } = placeWords(toTsv(['I- museus;', 'II - turismo;', 'III - lazer.']), AT_ORIGIN);
  expect(words.map(({ text }) => text).join(' ')).toBe('I - museus; II - turismo; III - lazer.');
  expect(words.slice(0, 3)).toMatchObject([
    { left: 0, right: 5 },
    { left: 5, right: 10 },
    { left: 15, right: 50 },
  ]);
});

it.each([[['I- museus;', 'II- turismo;']], [['X- museus;', 'Art. 1º - turismo;', 'o item']]])('leaves %j', (lines) => {
  const { words } = placeWords(toTsv(lines), AT_ORIGIN);
  expect(words.map(({ text }) => text).join(' ')).toBe(lines.join(' '));
});
