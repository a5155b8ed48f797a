import { pageChildCommand } from '../pool/child-command.ts';
import { openChildPool } from '../pool/open-child-pool.ts';
import type { ChildExit } from '../pool/open-extractor-pool.ts';
import { type NativeTesseract, openNativeTesseract } from './native-tesseract.ts';
import type { OcrPage } from './ocr-page.ts';
import { readInChild } from './read-in-child.ts';

/** Limits of reading pages. */
export interface PageReaderOptions {
  /** Child processes at most; they start when first needed. */
  readonly children: number;
  /** Wall-clock time a page may take. */
  readonly timeoutMs: number;
  /** Resident memory a child may reach, in bytes. */
  readonly maxRssBytes: number;
  /** The system's Tesseract; without one, the one in WebAssembly reads. */
  readonly native?: NativeTesseract;
  readonly onChildExit?: (exit: ChildExit) => void;
}

/** A page that was read, or why it was not. */
export interface PageResult {
  readonly page: number;
  /** SHA-256 of the image that was read. */
  readonly imageHash?: string;
  readonly reading?: OcrPage;
  readonly errorCode?: 'corrupt';
  /** Drawing included. */
  readonly ocrMs: number;
}

/** What comes with the pages to read. */
export interface ReadPagesOptions {
  readonly pages: readonly number[];
  readonly passwords?: readonly string[];
  /** A reading of an image that was read before, by whatever document. */
  readonly findReading: (imageHash: string) => Promise<OcrPage | undefined>;
  /** Told about each page as soon as it is read; the next one waits for it. */
  readonly onPage: (result: PageResult) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Reads pages of documents by OCR in supervised child processes. */
export interface PageReader extends AsyncDisposable {
  /** What reads, with its version: another one may read the same page differently. */
  readonly engine: string;
  /** Waits for a free child and reads pages of a PDF or an image in it, one after the other.
   *  @throws {PipelineError} as ExtractorPool does; `timeout` where one page takes too long */
  read(bytes: Uint8Array, options: ReadPagesOptions): Promise<void>;
}

/** What reads where the system has no Tesseract, with its version. */
export const WEBASSEMBLY_ENGINE = 'tesseract.js-core 7.0.0';

/** Opens a pool of child processes that draw pages and read them. */
export function openPageReader({ native, ...limits }: PageReaderOptions): PageReader {
  const pool = openChildPool({ ...limits, maxTextUnits: 8 * 1024 * 1024 }, pageChildCommand(limits.maxRssBytes));
  const tesseract = native && openNativeTesseract(limits.maxRssBytes);
  return {
    engine: native === undefined ? WEBASSEMBLY_ENGINE : `tesseract ${native.version}`,
    read(bytes, options) {
      // a second child, where the first one was worn out, goes on where that one was
      const left = new Set(options.pages);
      const onPage = async (result: PageResult) => {
        await options.onPage(result);
        left.delete(result.page);
      };
      return pool.use(options.signal, (child, signal) =>
        readInChild(child, bytes, { ...options, pages: [...left], onPage, signal, tesseract }),
      );
    },
    async [Symbol.asyncDispose]() {
      await pool[Symbol.asyncDispose]();
      tesseract?.close();
    },
  };
}
