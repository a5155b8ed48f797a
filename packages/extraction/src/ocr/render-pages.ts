import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import { ExtractionFailure } from '../child/extraction-failure.ts';
import { type ImagePage, listImagePages } from '../image/list-image-pages.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import { readSigned } from '../signed/read-signed.ts';
import { sniffMediaType } from '../sniff/sniff-media-type.ts';
import { type GrayImage, toGray } from './gray-image.ts';

/** What OCR is best at. */
const DPI = 300;
const POINTS_PER_INCH = 72;
/** Signed containers in signed containers. */
const MAX_DEPTH = 3;
/** Larger pages are drawn with less: an A2 page at 300 dpi has more. */
const MAX_PIXELS = 36_000_000;

/** A page as it is displayed, before anything was done to it. */
export interface RenderedPage {
  readonly image: GrayImage;
  /** Points of the displayed page. */
  readonly width: number;
  readonly height: number;
}

/** Pages that can be drawn one by one. */
export interface Pages extends AsyncDisposable {
  render(number: number): Promise<RenderedPage>;
}

/** Opens a PDF or an image, signed or not, to draw its pages. Takes the bytes over.
 *  @throws {ExtractionFailure} `encrypted`, `corrupt`, `too-large`. */
export async function openPages(given: Uint8Array<ArrayBuffer>, passwords: readonly string[]): Promise<Pages> {
  let bytes = given;
  for (let depth = 0; depth < MAX_DEPTH && isSigned(bytes); depth++) bytes = readSigned(bytes);
  const imagePages = listImagePages(bytes);
  if (imagePages !== undefined) {
    return {
      render: (number) => renderImage(imagePages[number - 1], bytes),
      async [Symbol.asyncDispose]() {},
    };
  }
  const opened = await openPdf(bytes, passwords);
  return {
    async render(number) {
      const page = await opened.pdf.getPage(number);
      try {
        const { width, height } = page.getViewport({ scale: 1 });
        const scale = Math.min(DPI / POINTS_PER_INCH, Math.sqrt(MAX_PIXELS / (width * height)));
        const viewport = page.getViewport({ scale });
        const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
        // pdf.js' types know the browser's canvas only
        await page.render({ canvas: canvas as never, viewport, background: '#fff' }).promise;
        return { image: readCanvas(canvas), width, height };
      } finally {
        page.cleanup();
      }
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

function isSigned(bytes: Uint8Array): boolean {
  return sniffMediaType(bytes, 'p7s') === 'application/pkcs7-mime';
}

async function renderImage(page: ImagePage | undefined, bytes: Uint8Array<ArrayBuffer>): Promise<RenderedPage> {
  if (page === undefined) throw new ExtractionFailure('corrupt', 'no such page in the image');
  const pixels = page.decode?.();
  const source =
    pixels === undefined ? await loadImage(Buffer.from(bytes)) : drawPixels(pixels, page.pixelWidth, page.pixelHeight);
  const target = Math.min(2, (page.width / POINTS_PER_INCH) * (DPI / page.pixelWidth));
  const scale = Math.min(target, Math.sqrt(MAX_PIXELS / (page.pixelWidth * page.pixelHeight)));
  const canvas = createCanvas(
    Math.max(1, Math.round(page.pixelWidth * scale)),
    Math.max(1, Math.round(page.pixelHeight * scale)),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return { image: readCanvas(canvas), width: page.width, height: page.height };
}

function drawPixels(rgba: Uint8Array, width: number, height: number) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const target = context.createImageData(width, height);
  target.data.set(rgba);
  context.putImageData(target, 0, 0);
  return canvas;
}

function readCanvas(canvas: Canvas): GrayImage {
  const { width, height } = canvas;
  return toGray(canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height);
}
