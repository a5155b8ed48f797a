import { readFile } from 'node:fs/promises';
import { PipelineError } from '@acervo/runtime';

/** The passwords of a file, one a line, empty lines left out; none without a file.
 *  @throws {PipelineError} `usage` when it can't be read. */
export async function readPasswords(path: string | undefined): Promise<string[]> {
  if (path === undefined) return [];
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new PipelineError('usage', 'ACERVO_PASSWORDS_FILE can not be read', { cause: error });
  });
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}
