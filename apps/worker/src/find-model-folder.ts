import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelRow } from '@acervo/db';
import { readModelFolder } from '@acervo/inference';
import { type Configuration, PipelineError } from '@acervo/runtime';

const REPOSITORY_MODELS = fileURLToPath(new URL('../../../models', import.meta.url));

/** Folders in which this process looks for models, first match wins. */
export function modelFolders(configuration: Pick<Configuration, 'ACERVO_MODELS' | 'ACERVO_ARCHIVE'>): string[] {
  const { ACERVO_MODELS, ACERVO_ARCHIVE } = configuration;
  return [
    ...(ACERVO_MODELS === undefined ? [] : [ACERVO_MODELS]),
    ...(ACERVO_ARCHIVE === undefined ? [] : [join(ACERVO_ARCHIVE, 'models')]),
    REPOSITORY_MODELS,
  ];
}

/** The folder that holds exactly this version of a model.
 *  @throws {PipelineError} `model-missing`, retryable: the documents are fine, and an operator can still bring the model. */
export async function findModelFolder(
  model: Pick<ModelRow, 'id' | 'name' | 'hash'>,
  folders: readonly string[],
): Promise<string> {
  for (const parent of folders) {
    const folder = join(parent, model.name);
    try {
      if ((await readModelFolder(folder)).hash === model.hash) return folder;
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
    }
  }
  throw new PipelineError('model-missing', `model ${model.id} is in none of ${folders.length} folders`, {
    retryable: true,
  });
}
