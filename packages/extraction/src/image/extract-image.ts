import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { composeDocument } from '../pdf/compose-document.ts';
import type { ReadPage } from '../pdf/read-page.ts';
import { listImagePages } from './list-image-pages.ts';

/** The pages of an image, with what OCR has read of them.
 *  @throws {ExtractionFailure} `corrupt`, `too-large`, `empty` where it isn't to be read by OCR, or OCR found nothing. */
export async function* extractImage(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest): AsyncGenerator<Part> {
  const images = listImagePages(bytes) ?? [];
  if (images.length === 0) throw new ExtractionFailure('corrupt', 'no page in the image');
  const pages = images.map(({ width, height }, index): ReadPage => {
    const size = { number: index + 1, width, height, rotation: 0 };
    const frame = { ...size, textSource: 'none', reason: 'no-text-layer' } as const;
    return { frame, imageShare: 1, segments: [], turned: [], signatures: [], overprinted: [] };
  });
  yield* composeDocument(pages, { ...request, mayBeBlank: false });
}
