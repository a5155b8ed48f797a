import { expect, it } from 'vitest';
import { drawScan, LETTER } from '../../test/draw-scan.ts';
import { eraseRules } from './erase-rules.ts';
import { toGray } from './gray-image.ts';

const SCALE = 72 / 200;

function toImage(canvas: ReturnType<typeof drawScan>) {
  const { width, height } = canvas;
  return toGray(canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height);
}

const countInk = (pixels: Uint8Array) => pixels.reduce((sum, gray) => sum + (gray < 160 ? 1 : 0), 0);

it('erases the rules of a table and leaves what is written in it', () => {
  const plain = toImage(drawScan());
  const ruled = toImage(
    drawScan(0, LETTER, (sheet) => {
      sheet.lineWidth = 0.8;
      for (let row = 0; row <= 6; row++) sheet.strokeRect(70, 124 + 20 * row, 470, 20);
      sheet.strokeRect(70, 124, 300, 140);
    }),
  );
  expect(countInk(ruled.pixels)).toBeGreaterThan(1.5 * countInk(plain.pixels));
  eraseRules(ruled, SCALE);
  const difference = ruled.pixels.reduce(
    (sum, gray, at) => sum + (Math.abs(gray - (plain.pixels[at] ?? 0)) > 96 ? 1 : 0),
    0,
  );
  expect(difference).toBeLessThan(0.03 * countInk(plain.pixels));
});

it('leaves letters, large ones too, and what is filled', () => {
  const image = toImage(
    drawScan(0, [...LETTER, 'EFHILT_|/—'], (sheet) => {
      sheet.fillRect(100, 400, 200, 30);
      sheet.font = '60px Scanned';
      sheet.fillText('PROCESSO', 100, 600);
    }),
  );
  const before = image.pixels.slice();
  eraseRules(image, SCALE);
  expect(image.pixels).toEqual(before);
});
