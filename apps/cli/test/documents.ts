import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Document, Packer, Paragraph } from 'docx';
import PDFDocument from 'pdfkit';

/** Writes a PDF with one paragraph on each page, and a stamp at its foot. */
export async function writePdf(file: string, pages: readonly string[], stamp: readonly string[] = []): Promise<void> {
  const pdf = new PDFDocument({ autoFirstPage: false });
  const written = once(pdf.pipe(createWriteStream(file)), 'finish');
  for (const page of pages) {
    pdf
      .addPage({ margins: { top: 72, left: 72, right: 72, bottom: 0 } })
      .fontSize(11)
      .text(page);
    for (const [at, line] of stamp.entries()) pdf.fontSize(7).text(line, 30, 750 + 9 * at);
  }
  pdf.end();
  await written;
}

/** Writes a DOCX of paragraphs. */
export async function writeDocx(file: string, paragraphs: readonly string[]): Promise<void> {
  const document = new Document({ sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }] });
  await writeFile(file, await Packer.toBuffer(document));
}
