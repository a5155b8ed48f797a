import type { OcrPage } from './ocr-page.ts';
import { type PlacedText, placeWords } from './place-words.ts';
import type { Placement } from './upright-page.ts';

/** An image as OCR takes it. */
export interface PlacedPgm extends Placement {
  readonly pgm: Uint8Array;
}

/** Below this, lines may stand on end or on their heads. */
export const POOR_CONFIDENCE = 0.7;

const POINTS_PER_INCH = 72;

/** Reads the images of a page, in the order that UprightPage has them in, and puts together what was read. Each strip is
 *  read as it is surer.
 *  @param read gives Tesseract's TSV */
export async function readImages(
  [page, ...sides]: readonly PlacedPgm[],
  read: (pgm: Uint8Array, dpi: number) => Promise<string> | string,
): Promise<Omit<OcrPage, 'number'>> {
  const readOne = async (image: PlacedPgm) => placeWords(await read(image.pgm, POINTS_PER_INCH / image.scale), image);
  if (page === undefined) throw new RangeError('no image');
  const text = await readOne(page);
  const strips: PlacedText[] = [];
  for (const [index, upwards] of sides.entries()) {
    const downwards = sides[index + 1];
    if (index % 2 === 1 || downwards === undefined) continue;
    const first = await readOne(upwards);
    const second = first.confidence < POOR_CONFIDENCE ? await readOne(downwards) : undefined;
    strips.push(second !== undefined && second.confidence > first.confidence ? second : first);
  }
  return {
    turn: page.turn,
    // of a page with nothing but a stamp, how surely that was read
    confidence: text.words.length > 0 ? text.confidence : (strips[0]?.confidence ?? 0),
    words: [...text.words, ...strips.flatMap(({ turn, words }) => words.map((word) => ({ ...word, turn })))],
  };
}
