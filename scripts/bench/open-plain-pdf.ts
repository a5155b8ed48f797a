import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const assets = (name: string) => fileURLToPath(new URL(`../../node_modules/pdfjs-dist/${name}/`, import.meta.url));

/** A PDF in pdf.js as it is, with its files at hand and nothing else of ours: what extraction is compared with. */
export function openPlainPdf(bytes: Uint8Array) {
  return getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    standardFontDataUrl: assets('standard_fonts'),
    cMapUrl: assets('cmaps'),
    wasmUrl: assets('wasm'),
  });
}
