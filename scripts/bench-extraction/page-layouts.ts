import { caseNumber } from '../samples/content.ts';
import { openWorld, paragraphs, type World } from './content.ts';
import { type MadeDocument, makeDocument, PAGE, type Style, type Writer } from './writer.ts';

const BODY: Style = { align: 'justify', indent: 35 };

/** Pages that are made otherwise than a plain decision: gazettes, numbered lines and paragraphs, ruled tables, annexes,
 *  notes that go on. */
export function pageLayouts(seed: number): (() => Promise<MadeDocument>)[] {
  const world = openWorld(seed + 2000);
  const text = (count: number) => paragraphs(world, count);
  return [
    () => {
      const entries = Array.from({ length: 26 }, (_, index) => drawUpNotice(world, index + 10 * seed));
      return makeDocument('gazette in three columns', (w) => drawGazette(w, entries));
    },
    () => {
      const parts = text(9);
      return makeDocument('numbers of lines in the margin', (w) => numberLines(w, parts, 1));
    },
    () => {
      const parts = text(9);
      return makeDocument('every fifth line numbered', (w) => numberLines(w, parts, 5));
    },
    () => {
      const parts = text(12);
      return makeDocument('numbered paragraphs with hanging indents', (w) => {
        for (const [index, part] of parts.entries()) {
          const [mark, depth] = index % 3 === 0 ? [`${index / 3 + 1}.`, 0] : [`${'ab'[(index % 3) - 1]})`, 1];
          const sentence = part.slice(0, 420).replace(/\s\S*$/, ';');
          drawItem(w, mark, sentence, w.frame.left + depth * 28);
        }
      });
    },
    () => {
      const parts = text(8).map((part, index) => `${index + 1}. ${part}`);
      return makeDocument('numbered paragraphs with white space between', (w) => {
        for (const part of parts) w.paragraph(part, { align: 'justify', leading: 1.5, after: 12 });
      });
    },
    () => {
      const parts = text(2);
      const rows = Array.from({ length: 11 }, (_, index) => [
        `${index + 1}`,
        world.person(),
        text(1)[0]
          ?.slice(0, 60 + ((index * 37) % 90))
          .replace(/\s\S*$/, '') ?? '',
        world.date(),
        `R$ ${1 + Math.floor(world.random() * 900)}.${100 + Math.floor(world.random() * 900)},00`,
      ]);
      return makeDocument('tables with rules and wrapped cells', (w) => {
        w.paragraph(parts[0] ?? '', BODY);
        drawRuledTable(w, [['Item', 'Beneficiário', 'Fundamento do crédito', 'Vencimento', 'Valor'], ...rows]);
        w.paragraph(parts[1] ?? '', BODY);
      });
    },
    () => {
      const parts = text(4);
      const rows = Array.from({ length: 16 }, () => [
        world.caseNumber(),
        world.person(),
        world.company(),
        world.place(),
        world.date(),
      ]);
      return makeDocument('annex across', (w) => {
        for (const part of parts) w.paragraph(part, BODY);
        w.frame.right = PAGE.height - 60;
        w.frame.bottom = PAGE.width - 60;
        w.nextPage([PAGE.height, PAGE.width]);
        w.paragraph('ANEXO ÚNICO – RELAÇÃO DE PROCESSOS', { font: 'Times-Bold', after: 12 });
        for (const row of rows) {
          for (const [column, cell] of row.entries())
            w.words(cell, w.frame.left + (column * (w.frame.right - w.frame.left)) / 5, w.y, { size: 9 });
          w.y += 20;
        }
      });
    },
    () => {
      const parts = text(10);
      return makeDocument('watermark across the page', (w) => {
        w.onPage = () => w.noise('CÓPIA SEM VALOR', 150, 620, { size: 60, font: 'Helvetica-Bold', turned: -45 });
        w.onPage();
        for (const part of parts) w.paragraph(part, BODY);
      });
    },
    () => {
      const parts = text(10).map((part, index) => mark(part, index + 1));
      const notes = text(4).map((note, index) => `${index + 1} ${note.slice(0, 480).replace(/\s\S*$/, '.')}`);
      return makeDocument('footnotes over two pages', (w) => drawLongNotes(w, parts, notes));
    },
  ];
}

/** Puts the mark of a footnote behind the end of every other paragraph. */
function mark(part: string, number: number): string {
  return number % 2 === 1 ? part.replace(/\.$/, `.^${(number + 1) / 2}`) : part;
}

function drawUpNotice(world: World, index: number): string[] {
  const number = caseNumber(700 + index, 2016 + (index % 4));
  const lawyer = () => `${world.person().toUpperCase()} (OAB ${10000 + Math.floor(world.random() * 90000)}/AR)`;
  const body = paragraphs(world, 1)[0] ?? '';
  return [
    ...(index % 7 === 0 ? [`${1 + (index % 5)}ª Vara Cível`] : []),
    `Processo ${number} - Procedimento Comum Cível - Indenização por Dano Moral - ${world.person()} - ${world.company()} - ${body} - ADV: ${lawyer()}, ${lawyer()}`,
  ];
}

function drawGazette(w: Writer, notices: readonly (readonly string[])[]): void {
  const gap = 16;
  Object.assign(w.frame, { left: 40, right: PAGE.width - 40, top: 90, bottom: PAGE.height - 60 });
  const width = (w.frame.right - w.frame.left - 2 * gap) / 3;
  const head = () => {
    w.noise('Disponibilização: quinta-feira, 12 de março de 2020', 40, 40, { size: 8, font: 'Helvetica' });
    w.noise('Diário da Justiça Eletrônico - Caderno Judicial - 1ª Instância', 250, 40, { size: 8, font: 'Helvetica' });
    w.noise(`Araribinha, Ano XIII - Edição 3003 ${480 + w.page()}`, 330, 52, { size: 8, font: 'Helvetica' });
    for (const column of [1, 2]) {
      const x = w.frame.left + column * (width + gap) - gap / 2;
      w.pdf.moveTo(x, 80).lineTo(x, w.frame.bottom).lineWidth(0.4).stroke();
    }
  };
  head();
  let column = 0;
  w.y = w.frame.top;
  const bottom = w.frame.bottom;
  w.frame.bottom = 9999;
  const style: Style = { font: 'Liberation', size: 7.5, leading: 1.18, width };
  for (const lines of notices) {
    const room = bottom - w.y;
    // notices are kept in one piece here: what goes on in the next column is tried by other layouts
    if (room < 230 && column < 2) [column, w.y] = [column + 1, w.frame.top];
    else if (room < 230) {
      w.nextPage();
      [column, w.y] = [0, w.frame.top];
      head();
    }
    const x = w.frame.left + column * (width + gap);
    for (const [index, line] of lines.entries()) {
      const isTitle = lines.length > 1 && index === 0;
      if (isTitle) w.paragraph(line, { ...style, font: 'LiberationBold', align: 'center', x, after: 5 });
      else w.paragraph(line, { ...style, align: 'justify', hyphenate: true, x, after: 4 });
    }
  }
}

function numberLines(w: Writer, parts: readonly string[], step: number): void {
  const leading = 22;
  const number = () => {
    let line = 0;
    for (let y = w.frame.top; y <= w.frame.bottom; y += leading)
      if (++line % step === 0) w.noise(String(line), w.frame.left - 26, y, { size: 8, font: 'Helvetica' });
  };
  w.onPage = number;
  w.y = w.frame.top;
  number();
  for (const part of parts) w.paragraph(part, { ...BODY, leading: leading / 12, after: 0 });
}

function drawItem(w: Writer, mark: string, sentence: string, left: number): void {
  if (w.y > w.frame.bottom - 60) w.nextPage();
  w.words(mark, left, w.y);
  w.paragraph(sentence, { x: left + 24, align: 'justify', after: 8 });
}

/** Cells wrap, are centred across their row, and stand between rules. */
function drawRuledTable(w: Writer, rows: readonly (readonly string[])[]): void {
  const widths = [34, 100, 150, 80, 70];
  const style: Style = { size: 9, leading: 1.2, after: 0 };
  const line = 9 * 1.2;
  for (const [number, row] of rows.entries()) {
    const linesOf = (cell: string, column: number) => countLines(w, cell, (widths[column] ?? 60) - 8, style);
    const height = Math.max(...row.map((cell, column) => linesOf(cell, column))) * line + 8;
    if (w.y + height > w.frame.bottom) w.nextPage();
    const top = w.y;
    let x = w.frame.left;
    for (const [column, cell] of row.entries()) {
      const room = widths[column] ?? 60;
      w.pdf
        .rect(x, top - 9, room, height)
        .lineWidth(0.5)
        .stroke();
      w.y = top + (height - 8 - linesOf(cell, column) * line) / 2 + 2;
      w.paragraph(cell, { ...style, x: x + 4, width: room - 8, font: number === 0 ? 'Times-Bold' : 'Times-Roman' });
      x += room;
    }
    w.y = top + height;
  }
  w.y += 14;
}

function countLines(w: Writer, cell: string, room: number, style: Style): number {
  let lines = 1;
  let used = '';
  for (const word of cell.split(' ')) {
    const longer = used === '' ? word : `${used} ${word}`;
    if (w.width(longer, style) <= room) used = longer;
    else [used, lines] = [word, lines + 1];
  }
  return lines;
}

/** The second half of each note stands on the next page, before that page's own notes. */
function drawLongNotes(w: Writer, parts: readonly string[], notes: readonly string[]): void {
  const style: Style = { size: 9, leading: 1.15, align: 'justify', after: 2 };
  const drawNotes = (lines: readonly string[]) => {
    const y = w.y;
    const bottom = w.frame.bottom;
    w.y = bottom + 14;
    w.pdf
      .moveTo(w.frame.left, w.y - 14)
      .lineTo(w.frame.left + 140, w.y - 14)
      .lineWidth(0.5)
      .stroke();
    w.frame.bottom = PAGE.height - 20;
    for (const line of lines) w.paragraph(line, style);
    w.frame.bottom = bottom;
    w.y = y;
  };
  w.frame.bottom = PAGE.height - 190;
  let rest: string | undefined;
  for (const [index, note] of notes.entries()) {
    if (index > 0) w.nextPage();
    for (const part of parts.slice(2 * index, 2 * index + 2)) w.paragraph(part, { ...BODY, after: 8 });
    const words = note.split(' ');
    const half = Math.floor(words.length / 2);
    const own = index < notes.length - 1 ? words.slice(0, half).join(' ') : note;
    drawNotes([...(rest === undefined ? [] : [rest]), own]);
    rest = words.slice(half).join(' ');
  }
}
