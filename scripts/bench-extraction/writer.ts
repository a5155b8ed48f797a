import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { breakLines, type Piece } from './line-breaks.ts';
import { MARK, markStyle, splitMarks } from './raised-marks.ts';

/** A place on a page: left, top, right, bottom in points from the top left corner. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A word as it must be read, and where its parts were drawn (two where it was broken). */
interface TrueWord {
  readonly text: string;
  readonly parts: readonly { readonly page: number; readonly box: Box }[];
  /** Broken at a line's or page's end. */
  readonly isBroken: boolean;
}

/** A document made from known text. */
export interface MadeDocument {
  readonly layout: string;
  readonly bytes: Buffer;
  /** In reading order. */
  readonly words: readonly TrueWord[];
  /** Lines that are no text of the document. */
  readonly noise: readonly string[];
}

/** How a paragraph is set. */
export interface Style {
  readonly x?: number;
  readonly width?: number;
  readonly size?: number;
  readonly font?: FontName;
  readonly align?: 'left' | 'justify' | 'center';
  /** First-line indent. */
  readonly indent?: number;
  /** Distance of baselines, in font sizes. */
  readonly leading?: number;
  readonly hyphenate?: boolean;
  /** White space after the paragraph. */
  readonly after?: number;
}

type FontName =
  | 'Times-Roman'
  | 'Times-Bold'
  | 'Times-Italic'
  | 'Helvetica'
  | 'Helvetica-Bold'
  | 'Liberation'
  | 'LiberationBold';

export const PAGE = { width: 595.28, height: 841.89 };
const CREATED = new Date('2024-01-02T03:04:05Z');
const fonts = fileURLToPath(new URL('../../node_modules/pdfjs-dist/standard_fonts/', import.meta.url));

/** Draws text on pages and writes down what a reader should get from them. */
export interface Writer {
  readonly pdf: PDFKit.PDFDocument;
  /** Number of the current page. */
  page(): number;
  /** Pages the document will have. */
  readonly pageCount: number;
  y: number;
  /** Body of the page. */
  readonly frame: { left: number; top: number; right: number; bottom: number };
  /** Called for each page when it has begun. */
  onPage: (() => void) | undefined;
  /** Called before the next page begins. */
  onPageEnd: (() => void) | undefined;
  /** Lines of words; `word^2` is a word with the raised mark of a footnote. */
  paragraph(text: string, style?: Style): void;
  /** Words at one place, on one line. */
  words(text: string, x: number, y: number, style?: Style & { readonly wordSpacing?: number }): void;
  /** One word whose last letter is small and raised: drawn `n` and `o`, to be read as `nº`. */
  raised(base: string, mark: 'o' | 'a', x: number, y: number): number;
  /** A title with its letters spaced out, by spaces between them or by character spacing. */
  spaced(title: string, x: number, y: number, bySpaces: boolean): void;
  /** A line that a reader should not get. */
  noise(text: string, x: number, y: number, style?: Style & { readonly turned?: number }): void;
  /** @param size of the page in points; the frame is for the caller to change */
  nextPage(size?: [width: number, height: number]): void;
  width(text: string, style?: Style): number;
}

/** Draws a document twice: the first time to count its pages. */
export async function makeDocument(layout: string, draw: (writer: Writer) => void): Promise<MadeDocument> {
  const first = await drawOnce(layout, draw, 0);
  return (await drawOnce(layout, draw, first.pageCount)).made;
}

async function drawOnce(layout: string, draw: (writer: Writer) => void, pageCount: number) {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, info: { CreationDate: CREATED, ModDate: CREATED } });
  pdf.registerFont('Liberation', `${fonts}LiberationSans-Regular.ttf`);
  pdf.registerFont('LiberationBold', `${fonts}LiberationSans-Bold.ttf`);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  const words: TrueWord[] = [];
  const noise: string[] = [];
  const writer = openWriter(pdf, words, noise, pageCount);
  draw(writer);
  writer.onPageEnd?.();
  pdf.end();
  await ended;
  return { pageCount: writer.page(), made: { layout, bytes: Buffer.concat(chunks), words, noise } };
}

function openWriter(pdf: PDFKit.PDFDocument, words: TrueWord[], noise: string[], pageCount: number): Writer {
  let page = 1;
  let open: { page: number; box: Box }[] = [];
  const select = ({ font = 'Times-Roman', size = 12 }: Style) => pdf.font(font).fontSize(size);
  const width = (text: string, style: Style = {}) =>
    splitMarks(text).reduce(
      (sum, part) => sum + select(part.isMark ? markStyle(style) : style).widthOfString(part.text),
      0,
    );

  /** Draws pieces side by side from the left at `x`, their baseline at `y`. */
  const drawPieces = (pieces: readonly Piece[], x: number, y: number, style: Style, wordSpacing: number) => {
    const line = pieces.map(({ text }) => text).join(' ');
    const size = style.size ?? 12;
    const spacing = wordSpacing === 0 ? {} : { wordSpacing };
    const hasMarks = line.includes('^');
    if (!hasMarks) select(style).text(line, x, y, { lineBreak: false, baseline: 'alphabetic', ...spacing });
    let left = x;
    for (const { text, word, isEnd } of pieces) {
      if (hasMarks) drawMarked(text, left, y, style);
      const right = left + width(text, style);
      // the hyphen of a broken word is none of its letters
      const edge = isEnd || word.includes('-') ? right : right - width('-', style);
      open.push({ page, box: [left, y - 0.7 * size, edge, y + 0.2 * size] });
      if (isEnd) {
        const isBroken = open.length > 1;
        words.push({ text: word.replace(MARK, ''), parts: open, isBroken });
        open = [];
      }
      left = right + width(' ', style) + wordSpacing;
    }
  };

  /** Draws a word with the small raised marks in it. */
  const drawMarked = (text: string, x: number, y: number, style: Style) => {
    let left = x;
    for (const part of splitMarks(text)) {
      const own = part.isMark ? markStyle(style) : style;
      const rise = part.isMark ? 0.35 * (style.size ?? 12) : 0;
      select(own).text(part.text, left, y - rise, { lineBreak: false, baseline: 'alphabetic' });
      left += select(own).widthOfString(part.text);
    }
  };

  const writer: Writer = {
    pdf,
    page: () => page,
    pageCount,
    y: 90,
    frame: { left: 85, top: 90, right: PAGE.width - 70, bottom: PAGE.height - 90 },
    onPage: undefined,
    onPageEnd: undefined,
    width,
    paragraph(text, style = {}) {
      const { x = writer.frame.left, width: room = writer.frame.right - x, size = 12, leading = 1.35 } = style;
      const lines = breakLines(text, {
        room,
        indent: style.indent ?? 0,
        hyphenate: style.hyphenate ?? false,
        measure: (line) => width(line, style),
      });
      for (const [index, pieces] of lines.entries()) {
        if (writer.y + 0.3 * size > writer.frame.bottom) writer.nextPage();
        const indent = index === 0 ? (style.indent ?? 0) : 0;
        const used = width(pieces.map((piece) => piece.text).join(' '), style);
        const isJustified = style.align === 'justify' && index < lines.length - 1 && pieces.length > 1;
        const spacing = isJustified ? (room - indent - used) / (pieces.length - 1) : 0;
        const left = style.align === 'center' ? x + (room - used) / 2 : x + indent;
        drawPieces(pieces, left, writer.y, style, spacing);
        writer.y += leading * size;
      }
      writer.y += style.after ?? 6;
    },
    words(text, x, y, style = {}) {
      const pieces = text.split(' ').map((word) => ({ text: word, word, isEnd: true }));
      drawPieces(pieces, x, y, style, style.wordSpacing ?? 0);
    },
    raised(base, mark, x, y) {
      const middle = x + width(base);
      const right = middle + width(mark, { size: 7 });
      select({}).text(base, x, y, { lineBreak: false, baseline: 'alphabetic' });
      select({ size: 7 }).text(mark, middle, y - 4.5, { lineBreak: false, baseline: 'alphabetic' });
      const text = base + (mark === 'o' ? 'º' : 'ª');
      words.push({ text, parts: [{ page, box: [x, y - 8.4, right, y + 2.4] }], isBroken: false });
      return right;
    },
    spaced(title, x, y, bySpaces) {
      const style: Style = { font: 'Times-Bold', size: 13 };
      const spacing = bySpaces ? 0 : 5;
      let left = x;
      for (const word of title.split(' ')) {
        const drawn = bySpaces ? [...word].join(' ') : word;
        select(style).text(drawn, left, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spacing });
        const right = left + width(drawn, style) + spacing * (word.length - 1);
        words.push({ text: word, parts: [{ page, box: [left, y - 9.1, right, y + 2.6] }], isBroken: false });
        left = right + (bySpaces ? 3 * width(' ', style) : spacing + width(' ', style) + spacing);
      }
    },
    noise(text, x, y, style = {}) {
      noise.push(text);
      if (style.turned !== undefined) pdf.save().rotate(style.turned, { origin: [x, y] });
      select(style).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
      if (style.turned !== undefined) pdf.restore();
    },
    nextPage(size = [PAGE.width, PAGE.height]) {
      writer.onPageEnd?.();
      pdf.addPage({ size, margin: 0 });
      page++;
      writer.y = writer.frame.top;
      writer.onPage?.();
    },
  };
  return writer;
}
