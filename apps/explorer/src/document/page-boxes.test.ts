import type { DocumentPart, StoredPage } from '@acervo/db';
import { expect, it } from 'vitest';
import { draw, read } from '../../../../packages/extraction/test/draw-pdf.ts';
import { mentionBoxes, removedBoxes } from './page-boxes.ts';

const A4 = { width: 595.28, height: 841.89 };

/** A page as it is stored, with mentions of these words. */
function partOf(
  page: Partial<StoredPage>,
  text: string,
  words: readonly string[],
): DocumentPart & { page: StoredPage } {
  const mentions = words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  const stored = { ...A4, textSource: 'layer', reason: null, runs: [], advances: [], ...page };
  const part = { number: 1, count: 1, start: 0, end: text.length, text, page: stored, mentions, removed: [] };
  return part as unknown as DocumentPart & { page: StoredPage }; // mentions without what boxes don't need
}

it('boxes a mention by its own glyphs, one box a line, whatever stands beside it in its run', async () => {
  const words = { 'iiii Wilma': [0, 0], Malta: [0, 0], 'de Mello': [0, 0] } as Record<string, number[]>;
  const lines = ['llll iiii Wilma WWWW', 'WWWW llll Malta', 'de Mello, iiii WWWW'];
  const bytes = await draw((pdf) => {
    pdf.font('Helvetica').fontSize(12);
    for (const [row, line] of lines.entries()) {
      pdf.text(line, 50, 80 + row * 14, { lineBreak: false, features: [] });
      for (const [word, edges] of Object.entries(words)) {
        if (!line.includes(word)) continue;
        edges[0] = 50 + pdf.widthOfString(line.slice(0, line.indexOf(word)), { features: [] });
        edges[1] = edges[0] + pdf.widthOfString(word, { features: [] });
      }
    }
  });
  const { text, pages } = await read(bytes, { keepNoise: true });
  const { runs, advances } = pages[0]!;
  const over = text.slice(text.indexOf('Malta'), text.indexOf('de Mello') + 'de Mello'.length);
  const part = partOf({ runs: [...runs], advances: [...advances] }, text, ['iiii Wilma', over]);
  const boxes = mentionBoxes(part.page, part);
  expect(boxes.map(({ mention }) => mention.start)).toEqual(
    ['iiii Wilma', 'Malta', 'Malta'].map((word) => text.indexOf(word)),
  );
  for (const [at, edges] of Object.values(words).entries()) {
    const { left, width } = boxes[at]!;
    expect(Math.abs((left / 100) * A4.width - edges[0]!)).toBeLessThan(0.4);
    expect(Math.abs(((left + width) / 100) * A4.width - edges[1]!)).toBeLessThan(0.4);
  }
  expect(boxes[2]!.top).toBeGreaterThan(boxes[1]!.top + 1);
});

it('takes all characters for equally wide where an older extractor knew no places', () => {
  const part = partOf({ runs: [0, 10, 0, 0, 10_000, 1000], width: 100, height: 100 }, 'abcde Maria', ['e Mar']);
  expect(mentionBoxes(part.page, part)).toMatchObject([
    { mention: { start: 4 }, left: 40, top: 0, width: 50, height: 10 },
  ]);
});

it('numbers what was taken out, also where the place of some is unknown', () => {
  const part = partOf({ width: 100, height: 200 }, '', []);
  const removed = [
    { rule: 'stamp', text: 'a', box: null },
    { rule: 'running-head', text: 'b', box: [1000, 2000, 3000, 4000] },
  ];
  expect(removedBoxes(part.page, { ...part, removed })).toEqual([
    { ordinal: 2, left: 10, top: 10, width: 20, height: 10 },
  ]);
});
