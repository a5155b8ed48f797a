import { findReadingOfImage, type OcrWork, recordOcrPage } from '@acervo/db';
import { parseOcrPage } from '@acervo/extraction';
import { PipelineError } from '@acervo/runtime';
import { mapConcurrently } from '../discover/map-concurrently.ts';
import { fetchDocument } from '../extract/fetch-document.ts';
import type { OcrDeps } from './read-scans.ts';

/** Pages that a child reads in a row: its document is sent once for all of them. */
const PAGES_AT_ONCE = 8;
/** So many pages in a row whose reading failed mean that the others will fail, too. */
const MAX_FAILURES_IN_A_ROW = 3;

/** Reads pages of one document by OCR, and keeps each as soon as it is read, or why it could not be.
 *  @throws {PipelineError} when nothing more of the document can be read. */
export async function readPages(deps: OcrDeps, documentId: number, work: OcrWork): Promise<void> {
  using _bytes = await deps.bytes.take(work.sizeBytes, deps.signal);
  const content = await fetchDocument(deps, work);
  const batches = Array.from({ length: Math.ceil(work.pages.length / PAGES_AT_ONCE) }, (_, index) =>
    work.pages.slice(index * PAGES_AT_ONCE, (index + 1) * PAGES_AT_ONCE),
  );
  const failing = new AbortController();
  const reading = { ...deps, documentId, content, signal: AbortSignal.any([deps.signal, failing.signal]) };
  const inARow = openFailureCount();
  await mapConcurrently(batches, deps.processes, async (pages) => {
    try {
      await readBatch({ ...reading, inARow }, pages);
    } catch (error) {
      failing.abort(); // the other batches of this document
      throw error;
    }
  });
}

type Reading = OcrDeps & { documentId: number; content: Buffer; inARow: FailureCount };

/** Reads some pages. One that ends its child (takes too long, or too much memory) is noted, and the others are read by
 *  another child. Whoever kills a child may have meant another one: a page whose child died gets a second one. */
async function readBatch(reading: Reading, wanted: readonly number[]): Promise<void> {
  const { db, retry, reader, passwords, signal, onProgress, documentId, content, inARow } = reading;
  const { engine } = reader;
  let left = wanted;
  let diedOver: number | undefined;
  while (left.length > 0) {
    const startedAt = performance.now();
    const pages = left;
    try {
      await reader.read(content, {
        pages,
        passwords,
        signal,
        async findReading(imageHash) {
          const found = await retry(() => findReadingOfImage(db, { imageHash, engine }));
          return found === undefined ? undefined : parseOcrPage(found);
        },
        async onPage(result) {
          await retry(() => recordOcrPage(db, { documentId, engine, ...result }));
          inARow.clear();
          left = left.filter((page) => page !== result.page);
          onProgress();
        },
      });
      return;
    } catch (error) {
      if (signal.aborted || !(error instanceof PipelineError) || !isFaultOfPage(error)) throw error;
      const [page] = left;
      if (page === undefined) return;
      if (error.code === 'crashed' && diedOver !== page) {
        diedOver = page;
        continue;
      }
      const { code } = error;
      const ocrMs = performance.now() - startedAt;
      await retry(() => recordOcrPage(db, { documentId, page, engine, errorCode: code, ocrMs }));
      left = left.slice(1);
      if (inARow.add() >= MAX_FAILURES_IN_A_ROW)
        throw new PipelineError(code, `${MAX_FAILURES_IN_A_ROW} pages in a row`, { cause: error });
    }
  }
}

function isFaultOfPage({ code }: PipelineError): boolean {
  return code === 'timeout' || code === 'out-of-memory' || code === 'too-large' || code === 'crashed';
}

type FailureCount = ReturnType<typeof openFailureCount>;

/** Counts failures in a row over all batches of a document. */
function openFailureCount() {
  let count = 0;
  return {
    add: () => (count += 1),
    clear() {
      count = 0;
    },
  };
}
