import { openWorld, paragraphs } from './content.ts';
import { type MadeDocument, makeDocument, PAGE, type Style, type Writer } from './writer.ts';

const BODY: Style = { align: 'justify', indent: 35, hyphenate: false };

/** Layouts of the text itself, without anything to take away. */
export function bodyLayouts(seed: number): (() => Promise<MadeDocument>)[] {
  const world = openWorld(seed);
  const text = (count: number) => paragraphs(world, count);
  const title = (w: Writer, line: string) =>
    w.paragraph(line, { font: 'Times-Bold', size: 13, align: 'center', after: 14 });
  return [
    () => {
      const parts = text(9);
      return makeDocument('paragraphs', (w) => {
        title(w, 'SENTENÇA');
        for (const part of parts) w.paragraph(part, BODY);
      });
    },
    () => {
      const parts = text(9);
      return makeDocument('paragraphs, set left, spaced, embedded font', (w) => {
        for (const part of parts) w.paragraph(part, { font: 'Liberation', size: 11, after: 14 });
      });
    },
    () => {
      const parts = text(10);
      return makeDocument('two columns', (w) => twoColumns(w, parts));
    },
    () => {
      const parts = text(8);
      return makeDocument('headings', (w) => {
        title(w, 'TRIBUNAL DE JUSTIÇA DO ESTADO DE ARARIBA');
        for (const [index, part] of parts.entries()) {
          w.paragraph(`${index + 1}. DA ${['PRELIMINAR', 'COMPETÊNCIA DO JUÍZO', 'PROVA PERICIAL'][index % 3]}`, {
            font: 'Times-Bold',
            after: 8,
          });
          w.paragraph(part, BODY);
        }
      });
    },
    () => {
      const parts = text(10);
      return makeDocument('block quotations', (w) => {
        for (const [index, part] of parts.entries())
          if (index % 3 === 1)
            w.paragraph(`“${part}”`, { align: 'justify', x: 190, size: 10, leading: 1.2, after: 12 });
          else w.paragraph(part, { ...BODY, leading: 1.5 });
      });
    },
    () => {
      const rows = Array.from({ length: 14 }, (_, index) => [
        String(index + 1),
        world.person(),
        index % 3 === 0 ? `${world.company()} e ${world.company()}` : world.company(),
        `R$ ${1 + Math.floor(world.random() * 900)}.${100 + Math.floor(world.random() * 900)},00`,
      ]);
      const parts = text(2);
      return makeDocument('tables', (w) => {
        w.paragraph(parts[0] ?? '', BODY);
        drawTable(w, ['Item', 'Credor', 'Devedor', 'Valor devido'], rows);
        w.paragraph(parts[1] ?? '', BODY);
      });
    },
    () => {
      const parts = text(8);
      const notes = text(3).map((note) => note.slice(0, 230).replace(/\s\S*$/, '.'));
      return makeDocument('footnotes', (w) => {
        let note = 0;
        for (const [index, part] of parts.entries()) {
          if (index === 3 || index === 6) {
            drawFootnote(w, ++note, notes[note - 1] ?? '');
            w.nextPage();
          }
          w.paragraph(part, { ...BODY, after: 8 });
        }
        drawFootnote(w, ++note, notes[note - 1] ?? '');
      });
    },
    () => {
      return makeDocument('superscripts', (w) => {
        for (let line = 1; line <= 14; line++) {
          drawRaised(w, [
            'Nos termos do art.',
            `${line % 9}^o`,
            'da Lei',
            'n^o',
            `9.${100 + line},`,
            'e da',
            `${line % 8}^a`,
            'Turma,',
            'decide-se.',
          ]);
        }
      });
    },
    () => {
      const parts = text(4);
      return makeDocument('letter-spaced titles', (w) => {
        for (const [index, name] of ['ACÓRDÃO', 'RELATÓRIO', 'VOTO VENCIDO', 'EMENTA'].entries()) {
          drawSpaced(w, name, index % 2 === 0);
          w.paragraph(parts[index] ?? '', BODY);
        }
      });
    },
    () => {
      const parts = text(8);
      return makeDocument('hyphenated line ends', (w) => {
        for (const part of parts) w.paragraph(part, { ...BODY, width: 260, hyphenate: true });
      });
    },
    () => {
      const parts = text(10);
      return makeDocument('hyphenated columns, embedded font', (w) =>
        twoColumns(w, parts, { font: 'Liberation', size: 9, hyphenate: true }),
      );
    },
    () => {
      const long = text(12).join(' ');
      return makeDocument('sentences across pages', (w) => {
        w.frame.bottom = 480;
        w.paragraph(long, { ...BODY, hyphenate: true });
      });
    },
    () => {
      const parts = text(3);
      const quoted = `Consta do rodapé da folha seguinte: “Assinado eletronicamente por: ${world.person()} - Num. 4512 - Pág. 3”, e ainda que o documento foi assinado digitalmente conforme MP nº 2.200-2/2001.`;
      return makeDocument('near misses: a quoted stamp, a table of pages', (w) => {
        w.paragraph(parts[0] ?? '', BODY);
        w.paragraph(quoted, BODY);
        w.paragraph(
          'Documento assinado eletronicamente não dispensa a conferência da autenticidade pelo juízo, que a fez.',
          { x: 190, size: 10 },
        );
        w.paragraph(parts[1] ?? '', BODY);
        w.nextPage();
        w.paragraph('SUMÁRIO', { font: 'Times-Bold', align: 'center' });
        for (const [index, name] of ['Relatório', 'Voto', 'Dispositivo', 'Anexo'].entries()) {
          w.words(name, w.frame.left, w.y);
          w.words(String(3 + index * 4), w.frame.right - 20, w.y);
          w.y += 18;
        }
        w.words('Página', w.frame.left, w.y);
        w.words('12', w.frame.right - 20, w.y);
        w.y += 30;
        w.paragraph(parts[2] ?? '', BODY);
        w.y = w.frame.bottom - 50;
        for (const number of ['17', '21', '25']) {
          w.words(number, w.frame.left, w.y);
          w.y += 16;
        }
      });
    },
  ];
}

function twoColumns(w: Writer, parts: readonly string[], style: Style = { font: 'Times-Roman', size: 9.5 }): void {
  const gap = 24;
  const width = (w.frame.right - w.frame.left - gap) / 2;
  w.paragraph('DIÁRIO OFICIAL DO ESTADO DE ARARIBA, EDIÇÃO ORDINÁRIA DE TERÇA-FEIRA', {
    font: 'Helvetica-Bold',
    size: 12,
    after: 18,
  });
  const top = w.y;
  let column = 0;
  let lowest = top;
  const bottom = w.frame.bottom;
  const size = style.size ?? 9;
  const half = parts.length / 2;
  for (const [index, part] of parts.entries()) {
    if (index === half && column === 0) {
      lowest = w.y;
      w.y = top;
      column = 1;
    }
    w.frame.bottom = Math.max(bottom, lowest);
    w.paragraph(part, {
      align: 'justify',
      after: 5,
      ...style,
      leading: 1.2,
      x: w.frame.left + column * (width + gap),
      width,
      size,
    });
  }
  w.frame.bottom = bottom;
}

function drawTable(w: Writer, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const edges = [0, 40, 190, 340];
  const widths = [36, 140, 140, 90];
  for (const [number, row] of [head, ...rows].entries()) {
    if (w.y > w.frame.bottom - 40) w.nextPage();
    const top = w.y;
    let lowest = top;
    for (const [column, cell] of row.entries()) {
      w.y = top;
      w.paragraph(cell, {
        x: w.frame.left + (edges[column] ?? 0),
        width: widths[column] ?? 80,
        size: 10,
        leading: 1.15,
        after: 0,
        font: number === 0 ? 'Times-Bold' : 'Times-Roman',
      });
      lowest = Math.max(lowest, w.y);
    }
    w.y = lowest + 6;
  }
  w.y += 10;
}

function drawFootnote(w: Writer, number: number, text: string): void {
  const y = w.y;
  w.y = w.frame.bottom - 30;
  w.pdf
    .moveTo(w.frame.left, w.y - 14)
    .lineTo(w.frame.left + 140, w.y - 14)
    .lineWidth(0.5)
    .stroke();
  w.frame.bottom += 60;
  w.paragraph(`${number} ${text}`, { size: 9, leading: 1.15 });
  w.frame.bottom -= 60;
  w.y = y;
}

/** `n^o` is drawn with a small raised o and must be read as `nº`. */
function drawRaised(w: Writer, words: readonly string[]): void {
  let x = w.frame.left;
  for (const word of words) {
    const [base = '', mark] = word.split('^');
    if (mark === undefined) w.words(word, x, w.y);
    x = (mark === undefined ? x + w.width(word) : w.raised(base, mark === 'o' ? 'o' : 'a', x, w.y)) + w.width(' ');
  }
  w.y += 20;
}

function drawSpaced(w: Writer, name: string, bySpaces: boolean): void {
  w.y += 10;
  w.spaced(name, PAGE.width / 2 - 80, w.y, bySpaces);
  w.y += 24;
}
