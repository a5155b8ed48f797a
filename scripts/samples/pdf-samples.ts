import PDFDocument from 'pdfkit';
import { CHAMBER, COURT, caseNumber, decisionParagraphs, openWorld } from './content.ts';
import { hyphenatedLines } from './hyphenate.ts';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 72;
/** One fixed date in every file, so that making the samples again gives the same bytes. */
const CREATED = new Date('2024-01-02T03:04:05Z');

type Pdf = PDFKit.PDFDocument;

/** Draws with `draw` into a new PDF and returns its bytes. */
async function makePdf(title: string, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    info: { Title: title, CreationDate: CREATED, ModDate: CREATED },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  draw(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function heading(pdf: Pdf, ...lines: string[]): void {
  pdf.font('Times-Bold').fontSize(13);
  for (const line of lines) pdf.text(line, { align: 'center' });
  pdf.moveDown();
  pdf.font('Times-Roman').fontSize(12);
}

function body(pdf: Pdf, paragraphs: readonly string[]): void {
  pdf.font('Times-Roman').fontSize(12);
  for (const paragraph of paragraphs) pdf.text(paragraph, { align: 'justify', indent: 36, lineGap: 4 }).moveDown(0.5);
}

/** Writes below the margin without starting a new page. */
function atFoot(pdf: Pdf, text: string, y: number, size = 9): void {
  const { bottom } = pdf.page.margins;
  pdf.page.margins.bottom = 0;
  pdf
    .font('Times-Roman')
    .fontSize(size)
    .text(text, MARGIN, y, { width: A4.width - 2 * MARGIN });
  pdf.page.margins.bottom = bottom;
}

/** A decision of more than thirty pages with a running head and page numbers. */
export function longDecision(): Promise<Buffer> {
  const world = openWorld(11);
  const number = caseNumber(1234, 2018);
  return makePdf('Apelação Cível', (pdf) => {
    let page = 1;
    const decorate = () => {
      pdf
        .font('Times-Italic')
        .fontSize(9)
        .text(`Apelação Cível nº ${number} – ${CHAMBER}`, MARGIN, 36, { lineBreak: false });
      atFoot(pdf, `fls. ${page++}`, A4.height - 40);
      pdf.font('Times-Roman').fontSize(12);
      pdf.x = MARGIN;
      pdf.y = MARGIN;
    };
    decorate();
    pdf.on('pageAdded', decorate);
    heading(pdf, COURT.toUpperCase(), CHAMBER.toUpperCase(), `APELAÇÃO CÍVEL Nº ${number}`);
    pdf
      .text(`Relator: Desembargador ${world.person()}`)
      .text(`Apelante: ${world.company()}`)
      .text(`Apelada: ${world.person()}`);
    pdf.moveDown();
    for (const part of ['RELATÓRIO', 'VOTO', 'DECLARAÇÃO DE VOTO', 'ACÓRDÃO']) {
      heading(pdf, part);
      body(pdf, decisionParagraphs(world, part === 'ACÓRDÃO' ? 6 : 60));
    }
  });
}

/** A gazette page in two columns under a head that spans both. */
export function gazettePage(): Promise<Buffer> {
  const world = openWorld(22);
  return makePdf('Diário Oficial', (pdf) => {
    pdf.font('Helvetica-Bold').fontSize(18).text('DIÁRIO OFICIAL DO ESTADO DE ARARIBA', { align: 'center' });
    pdf.font('Helvetica').fontSize(9).text('Nova Arariba, 3 de agosto de 2019 – Ano XII – Nº 148', { align: 'center' });
    const top = pdf.y + 16;
    const width = (A4.width - 2 * MARGIN - 24) / 2;
    for (const column of [0, 1]) {
      const x = MARGIN + column * (width + 24);
      pdf.y = top;
      for (let notice = 1; notice <= 4; notice++) {
        pdf
          .font('Helvetica-Bold')
          .fontSize(9)
          .text(`PORTARIA Nº ${column * 4 + notice}, DE 2 DE AGOSTO DE 2019`, x, pdf.y, { width });
        const text = `O Secretário de Estado da Fazenda, no uso das atribuições conferidas pelo ${world.law()}, RESOLVE nomear ${world.person()} para o cargo de Analista, com lotação em ${world.place()}, e exonerar ${world.person()}, a pedido, a contar de ${world.date()}.`;
        pdf
          .font('Helvetica')
          .fontSize(9)
          .text(text, x, pdf.y + 2, { width, align: 'justify' })
          .moveDown();
      }
    }
  });
}

/** A judgment whose right edge carries the rotated stamp of an electronic signature. */
export function stampedJudgment(): Promise<Buffer> {
  const world = openWorld(33);
  const number = caseNumber(5678, 2019);
  const stamp = `Este documento é cópia do original, assinado digitalmente por ${world.person()}. Para conferir o original, acesse o portal do tribunal, processo ${number} e código 4F2A9C.`;
  return makePdf('Sentença', (pdf) => {
    const drawStamp = () => {
      pdf.save().rotate(-90, { origin: [A4.width - 24, A4.height - 60] });
      pdf
        .font('Helvetica')
        .fontSize(7)
        .text(stamp, A4.width - 24, A4.height - 60, { lineBreak: false });
      pdf.restore();
      pdf.x = MARGIN;
      pdf.y = MARGIN;
    };
    drawStamp();
    pdf.on('pageAdded', drawStamp);
    heading(pdf, 'PODER JUDICIÁRIO', `${world.place()} – 2ª Vara Cível`, 'SENTENÇA', `Processo nº ${number}`);
    body(pdf, decisionParagraphs(world, 12));
  });
}

/** ALL-CAPS headings and an ALL-CAPS summary, as in many abstracts of judgments; the title is spaced out. */
export function capitalHeadings(): Promise<Buffer> {
  const world = openWorld(44);
  return makePdf('Acórdão', (pdf) => {
    heading(pdf, 'A C Ó R D Ã O', `RECURSO INOMINADO Nº ${world.caseNumber()}`);
    pdf
      .font('Times-Bold')
      .text(
        `RECURSO INOMINADO. DIREITO DO CONSUMIDOR. INSCRIÇÃO INDEVIDA. DANO MORAL. ${world.law().toUpperCase()}. RECORRENTE: ${world.company().toUpperCase()}. RECORRIDA: ${world.person().toUpperCase()}. SENTENÇA MANTIDA. RECURSO DESPROVIDO.`,
        { align: 'justify' },
      );
    pdf.moveDown();
    for (const part of ['I – RELATÓRIO', 'II – FUNDAMENTAÇÃO', 'III – DISPOSITIVO']) {
      heading(pdf, part);
      body(pdf, decisionParagraphs(world, 4));
    }
  });
}

/** Narrow lines with words cut at their ends. */
export function hyphenatedOpinion(): Promise<Buffer> {
  const world = openWorld(55);
  return makePdf('Parecer', (pdf) => {
    heading(pdf, 'MINISTÉRIO PÚBLICO DO ESTADO DE ARARIBA', 'PARECER');
    pdf.font('Times-Roman').fontSize(12);
    const width = 300;
    let { y } = pdf;
    for (const paragraph of decisionParagraphs(world, 8)) {
      for (const line of hyphenatedLines(paragraph, width, (text) => pdf.widthOfString(text))) {
        if (y > A4.height - MARGIN) {
          pdf.addPage();
          y = MARGIN;
        }
        pdf.text(line, MARGIN, y, { lineBreak: false });
        y += 17;
      }
      y += 8;
    }
  });
}

/** A vote with numbered footnotes under a rule. */
export function footnotedVote(): Promise<Buffer> {
  const world = openWorld(66);
  return makePdf('Voto', (pdf) => {
    for (let page = 1; page <= 3; page++) {
      if (page > 1) pdf.addPage();
      heading(pdf, page === 1 ? 'VOTO' : 'VOTO (continuação)');
      const [first = '', second = '', third = ''] = decisionParagraphs(world, 3);
      pdf
        .text(first, { align: 'justify', indent: 36, continued: true })
        .fontSize(7)
        .text(String(page), { rise: 4 } as object);
      pdf.fontSize(12).moveDown(0.5);
      body(pdf, [second, third]);
      pdf
        .moveTo(MARGIN, A4.height - 120)
        .lineTo(MARGIN + 150, A4.height - 120)
        .lineWidth(0.5)
        .stroke();
      atFoot(
        pdf,
        `${page} Nesse sentido, o ${world.law()} e a Apelação Cível n. ${world.caseNumber()}, rel. Des. ${world.person()}.`,
        A4.height - 112,
      );
    }
  });
}

/** A page to be photographed: the text of an official letter, rendered to an image by the caller. */
export function letterToScan(): Promise<Buffer> {
  const world = openWorld(77);
  return makePdf('Ofício', (pdf) => {
    heading(pdf, 'CARTÓRIO DO 1º OFÍCIO DE NOVA ARARIBA', 'OFÍCIO Nº 31/2019');
    body(pdf, decisionParagraphs(world, 3));
  });
}

/** A PDF of one page that is only an image: what a scanner makes. */
export function imageOnly(image: Buffer): Promise<Buffer> {
  return makePdf('Digitalização', (pdf) => {
    pdf.image(image, 0, 0, { width: A4.width, height: A4.height });
  });
}
