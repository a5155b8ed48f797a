import { fileURLToPath } from 'node:url';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { className, ExtractionFailure } from '../child/extraction-failure.ts';
import { loadPdfjs } from './load-pdfjs.ts';

/** Where pdf.js keeps character maps, fonts and decoders: read from disk, never fetched. */
const assets = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')));

/** Larger ones are left out where a page is drawn. */
const MAX_IMAGE_PIXELS = 100_000_000;

/** Opens a PDF, trying the empty password and then each given one. Takes `bytes` over.
 *  @throws {ExtractionFailure} `encrypted` if no password fits, `corrupt` if it is no PDF that can be repaired. */
export async function openPdf(
  bytes: Uint8Array<ArrayBuffer>,
  passwords: readonly string[],
): Promise<{ pdf: PDFDocumentProxy } & AsyncDisposable> {
  const { getDocument } = await loadPdfjs();
  const task = getDocument({
    data: bytes,
    verbosity: 0,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    canvasMaxAreaInBytes: 4 * MAX_IMAGE_PIXELS,
  });
  let tried = 0;
  task.onPassword = (answer: (password: string | Error) => void) => {
    const password = passwords[tried++];
    answer(password ?? new ExtractionFailure('encrypted', `none of ${passwords.length} passwords fits`));
  };
  try {
    return { pdf: await task.promise, [Symbol.asyncDispose]: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    if (error instanceof ExtractionFailure) throw error;
    if (className(error) === 'PasswordException') throw new ExtractionFailure('encrypted', 'password needed');
    throw new ExtractionFailure('corrupt', `pdf.js: ${className(error)}`);
  }
}
