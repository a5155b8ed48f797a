import { PipelineError } from '@acervo/runtime';
import { isDocumentName } from '../discover/is-document.ts';
import { openZip, type ZipSource } from './open-zip.ts';

/** Paths in a zip that name documents which can be read, from its directory alone: what a sample chooses from. A damaged
 *  zip has none. */
export async function* listNames(source: ZipSource): AsyncGenerator<string> {
  try {
    await using zip = await openZip(source);
    for await (const { path, locked } of zip.members()) if (locked === undefined && isDocumentName(path)) yield path;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
  }
}
