import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw, read } from '../test/draw-pdf.ts';
import { locateSpan } from './locate.ts';

const letters = fc.stringMatching(/^[a-zA-Zà-üÀ-Ü0-9]{1,10}$/).filter((text) => /^[\x20-\xff]+$/.test(text));

interface Drawn {
  readonly word: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

test('the box of any word holds its letters and no others, however it is spaced', async () => {
  const line = fc.record({
    words: fc.array(letters, { minLength: 1, maxLength: 4 }),
    wordSpacing: fc.double({ min: 0, max: 12, noNaN: true }),
    characterSpacing: fc.double({ min: 0, max: 0.6, noNaN: true }),
    size: fc.integer({ min: 7, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const drawn: Drawn[] = [];
      const bytes = await draw((pdf) => {
        pdf.font('Helvetica');
        for (const [row, { words, wordSpacing, characterSpacing, size }] of lines.entries()) {
          const baseline = 80 + row * 40;
          const options = { lineBreak: false, baseline: 'alphabetic' as const, kerning: false, features: [] };
          pdf.fontSize(size).text(words.join(' '), 50, baseline, { ...options, wordSpacing, characterSpacing });
          let left = 50;
          for (const word of words) {
            const right = left + pdf.widthOfString(word, { features: [] }) + characterSpacing * (word.length - 1);
            drawn.push({ word: word.normalize('NFC'), left, right, baseline });
            left = right + pdf.widthOfString(' ') + wordSpacing + 2 * characterSpacing;
          }
        }
      });
      // a number alone at the top would be taken for the page's
      const { text, pages } = await read(bytes, { keepNoise: true });
      const found = Array.from(text.matchAll(/\S+/gu), ({ index, 0: word }) => ({
        word,
        places: locateSpan(pages, index, index + word.length),
      }));
      expect(found.map(({ word }) => word)).toEqual(drawn.map(({ word }) => word));
      for (const [index, { left, right, baseline }] of drawn.entries()) {
        const [place, ...others] = found[index]!.places;
        expect(others).toEqual([]);
        expect(place!.page).toBe(1);
        const [foundLeft, top, foundRight, bottom] = place!.box.map((value) => value / 100);
        expect(Math.abs(foundLeft! - left)).toBeLessThan(0.35);
        expect(Math.abs(foundRight! - right)).toBeLessThan(0.35);
        expect(top! < baseline - 2 && bottom! > baseline - 2).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test('a word broken over two lines, or two pages, has a box for each part', async () => {
  const { text, pages } = await read(
    await draw((pdf) => {
      pdf.fontSize(12);
      for (const [row, line] of ['A jurisprudência do Tribu-', 'nal de Justiça é pacífica e a jurispru-'].entries())
        pdf.text(line, 50, 100 + row * 16, { lineBreak: false });
      pdf.addPage().text('dência não mudou desde então.', 50, 100, { lineBreak: false });
    }),
  );
  const at = (word: string, from = 0) =>
    locateSpan(pages, text.indexOf(word, from), text.indexOf(word, from) + word.length);
  const [before, after] = at('Tribunal');
  expect([before!.page, after!.page]).toEqual([1, 1]);
  expect(before!.box[0]).toBeGreaterThan(after!.box[0]);
  expect(before!.box[1]).toBeLessThan(after!.box[1]);
  expect(at('jurisprudência', 20).map(({ page }) => page)).toEqual([1, 2]);
});

test('text that runs upwards has a box a letter, from the bottom to the top', async () => {
  const { text, pages } = await read(
    await draw((pdf) => {
      pdf
        .save()
        .rotate(-90, { origin: [300, 600] })
        .text('Quadro', 300, 600, { lineBreak: false })
        .restore();
    }),
  );
  const places = locateSpan(pages, text.indexOf('Q'), text.indexOf('Q') + 2);
  const [first, second] = [locateSpan(pages, 0, 1)[0]!, locateSpan(pages, 1, 2)[0]!];
  expect(places.length).toBeGreaterThan(0);
  expect(second.box[1]).toBeLessThan(first.box[1]);
  expect(Math.abs(second.box[0] - first.box[0])).toBeLessThan(100);
});

test('where only whole lines were stored, letters count as equally wide', () => {
  const page = {
    number: 3,
    start: 0,
    end: 4,
    runs: Int32Array.from([0, 4, 1000, 0, 1400, 50]),
    advances: new Int16Array(4),
  };
  expect(locateSpan([page], 1, 3)).toEqual([{ page: 3, box: [1100, 0, 1300, 50] }]);
});
