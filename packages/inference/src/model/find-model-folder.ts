import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Configuration, PipelineError } from '@acervo/runtime';
import { readModelFolder } from './read-model-folder.ts';

/** The model that comes with Acervo: the package `@acervo/lener-conv`, in the repository `models/lener-conv`. Where somebody has
 *  taken it away, a folder that does not exist. */
export const DEFAULT_MODEL_FOLDER = findDefaultModel();

/** Folders in which a process looks for models, first match wins. */
export function modelFolders(configuration: Pick<Configuration, 'ACERVO_MODELS' | 'ACERVO_ARCHIVE'>): string[] {
  const { ACERVO_MODELS, ACERVO_ARCHIVE } = configuration;
  return [
    ...(ACERVO_MODELS === undefined ? [] : [ACERVO_MODELS]),
    ...(ACERVO_ARCHIVE === undefined ? [] : [join(ACERVO_ARCHIVE, 'models')]),
    dirname(DEFAULT_MODEL_FOLDER),
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

function findDefaultModel(): string {
  try {
    return dirname(fileURLToPath(import.meta.resolve('@acervo/lener-conv/package.json')));
  } catch {
    // not installed: whoever reads the folder says that it isn't there
    return fileURLToPath(new URL('../../../../models/lener-conv', import.meta.url));
  }
}
