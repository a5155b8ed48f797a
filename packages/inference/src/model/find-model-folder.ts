import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Configuration, PipelineError } from '@acervo/runtime';
import { readModelFolder } from './read-model-folder.ts';

const REPOSITORY_MODELS = fileURLToPath(new URL('../../../../models', import.meta.url));

/** The model that comes with the repository. */
export const DEFAULT_MODEL_FOLDER = join(REPOSITORY_MODELS, 'lener-conv');

/** Folders in which a process looks for models, first match wins. */
export function modelFolders(configuration: Pick<Configuration, 'ACERVO_MODELS' | 'ACERVO_ARCHIVE'>): string[] {
  const { ACERVO_MODELS, ACERVO_ARCHIVE } = configuration;
  return [
    ...(ACERVO_MODELS === undefined ? [] : [ACERVO_MODELS]),
    ...(ACERVO_ARCHIVE === undefined ? [] : [join(ACERVO_ARCHIVE, 'models')]),
    REPOSITORY_MODELS,
  ];
}

/** The folder that holds exactly this version of a model: its name and its hash; undefined when none of them does. Reads
 *  the whole model. */
export async function findModelFolder(
  { name, hash }: { readonly name: string; readonly hash: string },
  folders: readonly string[],
): Promise<string | undefined> {
  for (const parent of folders) {
    const folder = join(parent, name);
    try {
      if ((await readModelFolder(folder)).hash === hash) return folder;
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error; // no such folder, or no model in it
    }
  }
  return undefined;
}
