import UTIF from 'utif2';
import { ExtractionFailure } from '../child/extraction-failure.ts';
import { checkTiffDirectories } from './check-tiff-directories.ts';
import { isOnItsSide } from './exif-orientation.ts';

/** A page of an image file. */
export interface ImagePage {
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Points: by the resolution in the file where that is one of a scanner, else as if it were an A4 page. */
  readonly width: number;
  readonly height: number;
  /** RGBA pixels; absent where the whole file is this page. */
  readonly decode?: () => Uint8Array;
}

/** With options that its types don't know. */
type DecodeTiff = (file: ArrayBuffer, options: { parseMN: boolean; debug: boolean }) => UTIF.IFD[];

const A4_POINTS = 842;
const POINTS_PER_INCH = 72;
const [MIN_DPI, MAX_DPI] = [100, 1300];
const MAX_PIXELS = 150_000_000;
const MAX_PAGES = 5000;

/** The pages of a PNG, JPEG or TIFF, as its headers tell; undefined for other files.
 *  @throws {ExtractionFailure} `corrupt`, `too-large` */
export function listImagePages(bytes: Uint8Array<ArrayBuffer>): ImagePage[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = bytes.byteLength < 12 ? 0 : view.getUint32(0);
  try {
    if (mark === 0x89504e47) return [readPng(view)];
    if (mark >>> 8 === 0xffd8ff) return [readJpeg(view)];
    if (mark === 0x49492a00 || mark === 0x4d4d002a) return readTiff(bytes);
  } catch (error) {
    if (error instanceof ExtractionFailure) throw error;
    throw new ExtractionFailure('corrupt', 'broken header of an image');
  }
  return undefined;
}

/** PNG (ISO/IEC 15948), 11.2.2 and 11.3.5.3. */
function readPng(view: DataView): ImagePage {
  let dpi = 0;
  for (let at = 8; at + 12 <= view.byteLength; ) {
    const [length, type] = [view.getUint32(at), view.getUint32(at + 4)];
    if (type === 0x49444154) break; // IDAT
    if (type === 0x70485973 && view.getUint8(at + 16) === 1) dpi = view.getUint32(at + 8) * 0.0254; // pHYs, per metre
    at += 12 + length;
  }
  return toPage(view.getUint32(16), view.getUint32(20), dpi);
}

/** JPEG (ITU-T T.81) frame headers, and the density of JFIF (ITU-T T.871). Cameras say how they were held; what draws
 *  pages turns them accordingly. */
function readJpeg(view: DataView): ImagePage {
  let dpi = 0;
  let turned = false;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new ExtractionFailure('corrupt', 'no marker in a JPEG');
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [width, height] = [view.getUint16(at + 7), view.getUint16(at + 5)];
      return turned ? toPage(height, width, dpi) : toPage(width, height, dpi);
    }
    if (marker === 0xe1) turned ||= isOnItsSide(view, at + 4);
    if (marker === 0xe0 && view.getUint32(at + 4) === 0x4a464946) {
      const [unit, density] = [view.getUint8(at + 11), view.getUint16(at + 12)];
      dpi = unit === 1 ? density : unit === 2 ? density * 2.54 : 0;
    }
    at += 2 + view.getUint16(at + 2);
  }
}

/** TIFF 6.0: tags 256 and 257 (size), 282 and 296 (resolution); a page is a directory. */
function readTiff(bytes: Uint8Array<ArrayBuffer>): ImagePage[] {
  const { buffer, byteOffset, byteLength } = bytes;
  const file = buffer.slice(byteOffset, byteOffset + byteLength);
  checkTiffDirectories(new DataView(file), MAX_PAGES);
  // makers' notes of cameras are files in the file, which nobody checked
  const directories = (UTIF.decode as DecodeTiff)(file, { parseMN: false, debug: false });
  const tag = (directory: UTIF.IFD, number: number) =>
    Number((directory[`t${number}`] as number[] | undefined)?.[0] ?? 0);
  return directories
    .filter((directory) => tag(directory, 256) > 0)
    .map((directory) => {
      const perInch = tag(directory, 296) === 3 ? 2.54 : 1;
      return {
        ...toPage(tag(directory, 256), tag(directory, 257), tag(directory, 282) * perInch),
        decode() {
          const decoded = { ...directory }; // which keeps the pixels
          UTIF.decodeImage(file, decoded);
          return UTIF.toRGBA8(decoded);
        },
      };
    });
}

function toPage(pixelWidth: number, pixelHeight: number, dpi: number): ImagePage {
  if (pixelWidth < 1 || pixelHeight < 1) throw new ExtractionFailure('corrupt', 'an image without size');
  if (pixelWidth * pixelHeight > MAX_PIXELS)
    throw new ExtractionFailure('too-large', `${pixelWidth} by ${pixelHeight} pixels`);
  const isScan = dpi >= MIN_DPI && dpi <= MAX_DPI;
  const scale = isScan ? POINTS_PER_INCH / dpi : A4_POINTS / Math.max(pixelWidth, pixelHeight);
  return { pixelWidth, pixelHeight, width: pixelWidth * scale, height: pixelHeight * scale };
}
