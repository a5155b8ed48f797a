import { createCanvas } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import { openPlainPdf } from '../bench/open-plain-pdf.ts';

const DPI = 300;

/** The same document as a scanner makes it: nothing but an image of each page, 300 dpi, JPEG. */
export async function scanDocument(bytes: Uint8Array): Promise<Buffer> {
  const task = openPlainPdf(bytes);
  const pdf = await task.promise;
  const scan = new PDFDocument({ autoFirstPage: false });
  const chunks: Buffer[] = [];
  scan.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((resolve) => scan.on('end', () => resolve(Buffer.concat(chunks))));
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: DPI / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: canvas as never, viewport, background: '#fff' }).promise;
    const [width, height] = [(canvas.width * 72) / DPI, (canvas.height * 72) / DPI];
    scan.addPage({ size: [width, height], margin: 0 });
    scan.image(await canvas.encode('jpeg', 85), 0, 0, { width, height });
  }
  await task.destroy();
  scan.end();
  return ended;
}
