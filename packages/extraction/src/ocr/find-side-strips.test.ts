import { expect, it } from 'vitest';
import { drawScan, drawSmallPrint, LETTER } from '../../test/draw-scan.ts';
import { findSideStrips } from './find-side-strips.ts';
import { toGray } from './gray-image.ts';

const DPI = 200;

/** In points. */
function findStrips(...[turned, lines, drawMore]: Parameters<typeof drawScan>) {
  const canvas = drawScan(turned, lines, drawMore);
  const { width, height } = canvas;
  const image = toGray(canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height);
  return findSideStrips(image, 72 / DPI).map(({ left, top, right, bottom }) =>
    [left, top, right, bottom].map((pixels) => (pixels * 72) / DPI),
  );
}

it('finds the lines of a stamp as one strip, and those of another side', () => {
  const lines = ['Este documento é cópia do original - liberado', 'nos autos em 12/03/2020 às 14:08, código 13D7909A.'];
  const strips = findStrips(0, LETTER, (sheet) => {
    for (const [index, line] of lines.entries()) {
      drawSmallPrint(line, { x: 570 + 9 * index, y: 700, turned: -90 })(sheet);
      drawSmallPrint(line, { x: 20 - 9 * index, y: 100, turned: 90 })(sheet);
    }
  });
  const [left, right] = strips.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  expect(strips).toHaveLength(2);
  for (const [found, wanted] of [
    [left, [7, 98, 29, 290]],
    [right, [561, 510, 583, 702]],
  ])
    for (const [edge, points] of (wanted ?? []).entries())
      expect(Math.abs((found?.[edge] ?? 0) - points)).toBeLessThan(12);
});

it.each([
  ['numbers of lines, close below each other', Array.from({ length: 40 }, (_, index) => `${(index % 9) + 1}`), 8.5],
  ['marks of a list', Array.from({ length: 30 }, () => '•'), 14],
  ['a column of short words', Array.from({ length: 40 }, () => 'ou'), 9],
  ['a bracket of dashes', Array.from({ length: 40 }, () => '|'), 9],
])('leaves %s in the margin', (_, marks, leading) => {
  const strips = findStrips(0, LETTER, (sheet) => {
    for (const [index, mark] of marks.entries())
      drawSmallPrint(mark, { x: 40, y: 100 + leading * index, turned: 0 })(sheet);
  });
  expect(strips).toEqual([]);
});

it('leaves the lines of a page that lies on its side', () => {
  expect(findStrips(90)).toEqual([]);
  expect(findStrips(0)).toEqual([]);
});
