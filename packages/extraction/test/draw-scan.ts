import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { draw } from './draw-pdf.ts';

/** What the scanned letter says, line by line. */
export const LETTER = [
  'Senhora Desembargadora,',
  'comunico a Vossa Excelência que Helena Prado Sampaio requereu, em 3 de',
  'março de 2019, a juntada dos documentos aos autos da apelação cível, nos',
  'termos do art. 5º da Lei nº 9.099, e que a Companhia Serrana de Energia',
  'ainda não foi intimada da decisão proferida pelo Tribunal de Justiça.',
];

const A4 = { width: 595.28, height: 841.89 };
const DPI = 200;
const FONT = 'Scanned';
const font = new URL('../../../node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf', import.meta.url);

/** Draws on a sheet of A4, in points from its upper left corner. */
type Drawing = (sheet: SKRSContext2D) => void;

/** A line of small print.
 *  @param turned its direction in degrees clockwise */
export function drawSmallPrint(text: string, { x, y, turned }: { x: number; y: number; turned: number }): Drawing {
  return (sheet) => {
    sheet.save();
    sheet.translate(x, y);
    sheet.rotate((turned * Math.PI) / 180);
    sheet.font = `8px ${FONT}`;
    sheet.fillText(text, 0, 0);
    sheet.restore();
  };
}

/** The letter as a scanner sees it, on A4.
 *  @param turned how the sheet lay on the glass, in degrees clockwise
 *  @param drawMore what else is on the sheet */
export function drawScan(turned = 0, lines: readonly string[] = LETTER, drawMore: Drawing = () => {}) {
  if (!GlobalFonts.has(FONT)) GlobalFonts.registerFromPath(fileURLToPath(font), FONT);
  const isOnItsSide = turned % 180 === 90;
  const size = (points: number) => Math.round((points * DPI) / 72);
  const [width, height] = isOnItsSide ? [A4.height, A4.width] : [A4.width, A4.height];
  const canvas = createCanvas(size(width), size(height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#f6f4ee';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turned * Math.PI) / 180);
  context.scale(DPI / 72, DPI / 72);
  context.translate(-A4.width / 2, -A4.height / 2);
  context.fillStyle = '#222';
  context.font = `12px ${FONT}`;
  for (const [index, line] of lines.entries()) context.fillText(line, 85, 140 + 20 * index);
  drawMore(context);
  return canvas;
}

/** A PDF of one page that is a scan of the letter and of `drawMore`, and what `paint` prints on it. */
export async function drawScannedPdf(
  turned = 0,
  paint: (pdf: PDFKit.PDFDocument) => void = () => {},
  drawMore?: Drawing,
) {
  const canvas = drawScan(turned, LETTER, drawMore);
  const image = await canvas.encode('jpeg', 80);
  const size: [number, number] = turned % 180 === 90 ? [A4.height, A4.width] : [A4.width, A4.height];
  return draw(
    (pdf) => {
      pdf.image(image, 0, 0, { width: size[0], height: size[1] });
      paint(pdf);
    },
    { size },
  );
}
