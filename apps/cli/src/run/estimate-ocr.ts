import { averageOcrMs, type Db } from '@acervo/db';
import { findNativeTesseract } from '@acervo/extraction';

/** What a page takes about where none was read before, in milliseconds (`npm run bench:extraction -- --ocr`). */
const NATIVE_MS = 2000;
const WEBASSEMBLY_MS = 5000;

/** About how long OCR will take, in milliseconds: by the pages read lately in this archive. */
export async function estimateOcrMs(
  db: Db,
  { pages, processes }: { pages: number; processes: number },
): Promise<number> {
  const known = await averageOcrMs(db);
  const perPage = known ?? ((await findNativeTesseract()) === undefined ? WEBASSEMBLY_MS : NATIVE_MS);
  return (pages * perPage) / Math.min(processes, pages);
}
