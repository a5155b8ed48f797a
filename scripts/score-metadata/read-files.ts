import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openExtractorPool } from '@acervo/extraction';
import { type Metadata, readMetadata } from '@acervo/legal';
import { PipelineError } from '@acervo/runtime';

/** The metadata of every PDF and DOCX of a folder that has text, with the text. */
export async function readFiles(folder: string): Promise<Map<string, { metadata: Metadata; text: string }>> {
  await using pool = openExtractorPool({
    children: 1,
    timeoutMs: 60_000,
    maxRssBytes: 1024 ** 3,
    maxTextUnits: 64 * 1024 ** 2,
  });
  const read = new Map<string, { metadata: Metadata; text: string }>();
  for (const name of (await readdir(folder)).filter((one) => /\.(?:pdf|docx)$/.test(one)).sort()) {
    const extraction = await pool.extract(await readFile(join(folder, name))).catch((error: unknown) => {
      if (error instanceof PipelineError && error.code === 'empty') return undefined; // a scan
      throw error;
    });
    if (extraction !== undefined) read.set(name, { metadata: readMetadata(extraction), text: extraction.text });
  }
  return read;
}
