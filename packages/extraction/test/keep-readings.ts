import type { OcrReadings } from '../src/child/part.ts';
import type { OcrPage } from '../src/ocr/ocr-page.ts';

/** Readings to extract with, kept in memory. */
export function keepReadings(pages: readonly OcrPage[], force = false): OcrReadings {
  const kept = new Map(pages.map((page) => [page.number, page]));
  return { force, pages: [...kept.keys()], read: async (number) => kept.get(number)! };
}
