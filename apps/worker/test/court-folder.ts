import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import PDFDocument from 'pdfkit';

const WORDS =
  `o a de que em por com não se para ao processo recurso acórdão sentença autos réu autor juiz relator turma câmara tribunal
justiça federal estado lei código artigo art. inciso súmula decisão pedido prova nos termos conforme Ministério Público Maria João
Exemplo Fulano Silva Souza Vila Nova Ribeirão Flores 1.234/56 12.345/SP 2019 março STJ TCU ACÓRDÃO , . ; ( ) nº 5º`.split(
    /\s+/,
  );

/** Words without sense, the same for the same seed. */
function inventText(words: number, seed: number): string {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[(state >>> 8) % WORDS.length];
  }).join(' ');
}

/** A PDF of some pages of invented text, with files attached to it. */
export function makePdf(seed: number, pages = 3, attached: Readonly<Record<string, Buffer>> = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((resolve) => pdf.on('end', () => resolve(Buffer.concat(chunks))));
  for (let page = 0; page < pages; page++) {
    if (page > 0) pdf.addPage();
    pdf.fontSize(11).text(inventText(300, seed * 100 + page));
  }
  for (const [name, bytes] of Object.entries(attached)) pdf.file(bytes, { name });
  pdf.end();
  return ended;
}

/** A DOCX of invented paragraphs. */
export function makeDocx(seed: number): Promise<Buffer> {
  const children = [1, 2, 3].map((part) => new Paragraph(inventText(120, seed * 100 + part)));
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** A folder of `count` documents in two levels, PDF and DOCX in turn. */
export async function makeCourtFolder(folder: string, count: number): Promise<void> {
  await mkdir(join(folder, 'câmara 2'), { recursive: true });
  for (let seed = 1; seed <= count; seed++) {
    const name = join(seed % 2 === 0 ? 'câmara 2' : '', `acórdão ${seed}`);
    if (seed % 4 === 3) await writeFile(join(folder, `${name}.docx`), await makeDocx(seed));
    else await writeFile(join(folder, `${name}.pdf`), await makePdf(seed));
  }
}
