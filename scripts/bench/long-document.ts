import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { decisionParagraphs, openWorld } from '../samples/content.ts';

/** Writes a PDF of `pages` pages of invented decision text, about 400 words each. */
export async function writeLongDocument(path: string, pages: number): Promise<void> {
  const world = openWorld(2000);
  const pdf = new PDFDocument({ size: 'A4', margin: 72, bufferPages: false });
  const file = createWriteStream(path);
  pdf.pipe(file);
  pdf.font('Times-Roman').fontSize(11);
  for (let page = 1; page <= pages; page++) {
    if (page > 1) pdf.addPage();
    for (const paragraph of decisionParagraphs(world, 6)) pdf.text(paragraph, { height: 600, lineGap: 2 });
  }
  pdf.end();
  await finished(file);
}
