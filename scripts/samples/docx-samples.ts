import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { COURT, decisionParagraphs, openWorld } from './content.ts';

const paragraph = (text: string) =>
  new Paragraph({ alignment: AlignmentType.JUSTIFIED, children: [new TextRun(text)] });
const title = (text: string) =>
  new Paragraph({ heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER, children: [new TextRun(text)] });

/** A complaint as a lawyer writes it, with a running head and a footnote. */
export function complaint(): Promise<Buffer> {
  const world = openWorld(88);
  const document = new Document({
    creator: 'Acervo samples',
    footnotes: { 1: { children: [paragraph(`Conforme o ${world.law()}.`)] } },
    sections: [
      {
        headers: { default: new Header({ children: [paragraph(`${world.person()} – OAB/AR 12.345`)] }) },
        children: [
          title('EXCELENTÍSSIMO SENHOR DOUTOR JUIZ DE DIREITO DA 1ª VARA CÍVEL DE NOVA ARARIBA'),
          paragraph(
            `${world.person()}, brasileira, residente em ${world.place()}, vem propor a presente AÇÃO DE COBRANÇA em face de ${world.company()}.`,
          ),
          new Paragraph({ children: [new TextRun('Os fatos são os que seguem.'), new FootnoteReferenceRun(1)] }),
          ...decisionParagraphs(world, 10).map(paragraph),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** An order with a table of hearings. */
export function hearingOrder(): Promise<Buffer> {
  const world = openWorld(99);
  const row = (cells: string[]) =>
    new TableRow({ children: cells.map((cell) => new TableCell({ children: [paragraph(cell)] })) });
  const document = new Document({
    creator: 'Acervo samples',
    sections: [
      {
        children: [
          title(COURT.toUpperCase()),
          paragraph(`Designo as audiências abaixo, na forma do ${world.law()}.`),
          new Table({
            rows: [
              row(['Processo', 'Parte', 'Data']),
              ...Array.from({ length: 5 }, () => row([world.caseNumber(), world.person(), world.date()])),
            ],
          }),
          ...decisionParagraphs(world, 3).map(paragraph),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
