import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type GrayImage, halve, toPgm } from './gray-image.ts';

/** The part of Tesseract's C++ API that tesseract.js-core gives and that is used here. */
interface Core {
  readonly FS: { writeFile(path: string, content: Uint8Array): void };
  readonly TessBaseAPI: new () => Api;
  readonly OSResults: new () => OrientationResults;
}
interface Api {
  Init(path: null, language: string, engine: number): number;
  SetVariable(name: string, value: string): boolean;
  SetPageSegMode(mode: number): void;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  DetectOS(results: OrientationResults): boolean;
  Clear(): void;
}
interface OrientationResults {
  readonly best_result: { readonly orientation_id: number; readonly oconfidence: number };
  __destroy__(): void;
}

const require = createRequire(import.meta.url);
const unzip = promisify(gunzip);
const LEGACY = 0;
const LSTM = 1;
const ONLY_ORIENTATION = 0;
const WHOLE_PAGE = 3;
/** Tesseract's orientations, counted counter-clockwise, as how far the image must be turned clockwise. */
const TURNS = [0, 270, 180, 90] as const;
const MIN_ORIENTATION_CONFIDENCE = 1;

/** Tesseract in WebAssembly, in this thread. */
export interface Tesseract {
  /** Words with their boxes, as Tesseract's TSV. */
  read(pgm: Uint8Array, dpi: number): string;
  /** How far the image must be turned clockwise to stand upright, or undefined where that can't be told. */
  findTurn(image: GrayImage): 0 | 90 | 180 | 270 | undefined;
}

/** Loads Tesseract and its data from the packages installed: no network, no cache, no thread. The plain SIMD build, since
 *  what relaxed SIMD computes depends on the processor. */
export async function openTesseract(): Promise<Tesseract> {
  const load = require('tesseract.js-core/tesseract-core-simd.js') as (options: object) => Promise<Core>;
  const core = await load({ print() {}, printErr() {} });
  const give = async (name: string, file: string) =>
    core.FS.writeFile(`${name}.traineddata`, await unzip(await readFile(file)));
  await give('por', require.resolve('@tesseract.js-data/por/4.0.0/por.traineddata.gz'));
  await give('osd', require.resolve('@tesseract.js-data/osd/4.0.0/osd.traineddata.gz'));
  const open = (language: string, engine: number) => {
    const api = new core.TessBaseAPI();
    if (api.Init(null, language, engine) !== 0) throw new Error('Tesseract did not start');
    return api;
  };
  const reader = open('por', LSTM);
  let finder: Api | undefined;
  const show = (api: Api, mode: number, pgm: Uint8Array, dpi: number) => {
    api.SetPageSegMode(mode);
    core.FS.writeFile('/input', pgm);
    if (api.SetImageFile(1, 0) !== 0) throw new Error('Tesseract did not take the image');
    api.SetVariable('user_defined_dpi', String(Math.round(dpi)));
  };
  return {
    read(pgm, dpi) {
      show(reader, WHOLE_PAGE, pgm, dpi);
      reader.Recognize(null);
      const tsv = reader.GetTSVText(0);
      reader.Clear();
      return tsv;
    },
    findTurn(image) {
      finder ??= open('osd', LEGACY);
      show(finder, ONLY_ORIENTATION, toPgm(halve(image)), 150);
      const results = new core.OSResults();
      const found = finder.DetectOS(results);
      const { orientation_id: orientation, oconfidence: confidence } = results.best_result;
      results.__destroy__();
      finder.Clear();
      return found && confidence >= MIN_ORIENTATION_CONFIDENCE ? TURNS[orientation] : undefined;
    },
  };
}
