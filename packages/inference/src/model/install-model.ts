import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { COMPANION_FILES, findFile, findModelFiles } from './model-files.ts';
import { type ModelFolder, readModelFolder } from './read-model-folder.ts';
import { tryModel } from './try-model.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** Installs a model: checks it, tries it on a smoke text, and copies only what it needs to `<modelsFolder>/<name>`. A folder of
 *  that name appears complete or not at all. Installing the same model again changes nothing.
 *  @throws {PipelineError} `model-invalid`; `usage` when the name is taken by another model or can't be a folder's. */
export async function installModel(
  folder: string,
  modelsFolder: string,
  { name = basename(resolve(folder)) }: { name?: string } = {},
): Promise<ModelFolder> {
  if (!NAME.test(name)) throw new PipelineError('usage', 'a model name is letters, digits, . _ and -, at most 63');
  const source = await readModelFolder(folder);
  const destination = join(resolve(modelsFolder), name);
  const installed = await findInstalled(destination);
  if (installed?.hash === source.hash) return installed;
  if (installed !== undefined) {
    throw new PipelineError('usage', `another model is installed as ${name}: give this one another name`);
  }
  await tryModel(source);
  const temporary = join(resolve(modelsFolder), `.${name}-${randomUUID()}`);
  try {
    await copyFiles(source.folder, temporary);
    await rename(temporary, destination);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return readModelFolder(destination);
}

async function findInstalled(destination: string): Promise<ModelFolder | undefined> {
  return (await findFile(destination, 'config.json')) === undefined ? undefined : readModelFolder(destination);
}

async function copyFiles(from: string, to: string): Promise<void> {
  const { files } = await findModelFiles(from);
  const companions = await Promise.all(COMPANION_FILES.map((path) => findFile(from, path)));
  for (const file of [...files, ...companions]) {
    if (file === undefined) continue;
    await mkdir(dirname(join(to, file.path)), { recursive: true });
    await copyFile(join(from, file.path), join(to, file.path));
  }
}
