import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelInvalid } from './model-invalid.ts';

/** The parsed JSON file, or undefined where there is none.
 *  @throws {PipelineError} `model-invalid` where it is not JSON. */
export async function findJson(folder: string, fileName: string): Promise<unknown> {
  let content: string;
  try {
    content = await readFile(join(folder, fileName), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw modelInvalid(`${fileName} could not be read: check its permissions`, error);
  }
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw modelInvalid(`${fileName} is not valid JSON`, error);
  }
}
