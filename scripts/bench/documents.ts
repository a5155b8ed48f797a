import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Extraction, type ExtractorPool, openExtractorPool } from '@acervo/extraction';
import { PipelineError } from '@acervo/runtime';

/** A document of the bench with its bytes and, once extracted, its text. */
export interface BenchDocument {
  name: string;
  bytes: Buffer;
}

/** The folder given, or the repository's samples; every PDF and DOCX directly in it. */
export async function readDocuments(folder: string): Promise<BenchDocument[]> {
  const names = (await readdir(folder)).filter((name) => /\.(pdf|docx)$/i.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** A pool with the memory that ingest allows by default, and limits that the documents of a bench don't reach. */
export function openBenchPool(children: number): ExtractorPool {
  return openExtractorPool({
    children,
    timeoutMs: 300_000,
    maxRssBytes: 1024 ** 3,
    maxTextUnits: 64 * 1024 ** 2,
  });
}

/** Extracts all documents with `children` children; documents that fail are left out.
 *  @returns the extractions and wall seconds. */
export async function extractAll(documents: readonly BenchDocument[], children: number) {
  await using pool = openBenchPool(children);
  return await extractWith(pool, documents, children);
}

/** The same with children that are left running. */
export async function extractWith(pool: ExtractorPool, documents: readonly BenchDocument[], children: number) {
  const extractions: Extraction[] = [];
  const queue = [...documents];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: children }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        try {
          extractions.push(await pool.extract(next.bytes));
        } catch (error) {
          if (!(error instanceof PipelineError)) throw error;
        }
      }
    }),
  );
  return { extractions, wallSeconds: (performance.now() - started) / 1000 };
}
