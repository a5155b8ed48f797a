import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { seededRandom } from './content.ts';

/** Photographs the first page of a PDF as a poor scanner would: 150 dpi, grey, a degree askew, speckled.
 *  @returns JPEG bytes. */
export async function scanFirstPage(pdf: Buffer): Promise<Buffer> {
  const fonts = new URL('../../node_modules/pdfjs-dist/standard_fonts/', import.meta.url).pathname;
  const task = getDocument({ data: new Uint8Array(pdf), standardFontDataUrl: fonts, verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const viewport = page.getViewport({ scale: 150 / 72 });
  const canvas = createCanvas(viewport.width, viewport.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f2ec';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.rotate((1 * Math.PI) / 180);
  const drawing = { canvasContext: context, canvas, viewport, background: 'rgba(0,0,0,0)' };
  await page.render(drawing as unknown as Parameters<typeof page.render>[0]).promise;
  await task.destroy();
  const random = seededRandom(7);
  context.fillStyle = '#777';
  for (let speck = 0; speck < 600; speck++) context.fillRect(random() * canvas.width, random() * canvas.height, 1, 1);
  return canvas.encode('jpeg', 60);
}
