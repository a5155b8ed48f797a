import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';
import { COMPANION_FILES, findFile, findModelFiles } from './model-files.ts';
import type { LabelMap } from './model-settings.ts';
import { findJson } from './read-json.ts';
import { type ModelFolder, readModelFolder } from './read-model-folder.ts';
import { tryModel } from './try-model.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** Installs a model: checks it, tries it on a smoke text, and copies only what it needs to `<modelsFolder>/<name>`. A folder of
 *  that name appears complete or not at all. Installing the same model again changes nothing.
 *  @param options.labelMap foreign entity types to ours; becomes part of the installed model's `acervo.json`.
 *  @throws {PipelineError} `model-invalid`; `usage` when the name is taken by another model or can't be a folder's, or the
 *  map names a type that the model doesn't have. */
export async function installModel(
  folder: string,
  modelsFolder: string,
  { name = basename(resolve(folder)), labelMap = {} }: { name?: string; labelMap?: LabelMap } = {},
): Promise<ModelFolder> {
  if (!NAME.test(name)) throw new PipelineError('usage', 'a model name is letters, digits, . _ and -, at most 63');
  const source = await readModelFolder(folder, labelMap);
  checkTypes(source.settings.labels, labelMap);
  const destination = join(resolve(modelsFolder), name);
  const installed = await findInstalled(destination);
  const mapped = Object.keys(labelMap).length > 0;
  if (installed !== undefined && !mapped) return sameModel(installed, source);
  await tryModel(source);
  const temporary = join(resolve(modelsFolder), `.${name}-${randomUUID()}`);
  try {
    await copyFiles(source.folder, temporary);
    if (mapped) await writeLabelMap(temporary, source.settings.labelMap);
    if (installed !== undefined) return sameModel(installed, await readModelFolder(temporary));
    await rename(temporary, destination);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return readModelFolder(destination);
}

function sameModel(installed: ModelFolder, model: ModelFolder): ModelFolder {
  if (installed.hash === model.hash) return installed;
  throw new PipelineError('usage', `another model is installed as ${installed.name}: give this one another name`);
}

function checkTypes(labels: readonly string[], labelMap: LabelMap): void {
  const types = new Set(labels.filter((label) => label !== 'O').map((label) => label.replace(/^[BILUES]-/, '')));
  const unknown = Object.keys(labelMap).filter((type) => !types.has(type));
  if (unknown.length === 0) return;
  throw new PipelineError(
    'usage',
    `the model has no type ${unknown.join(', ')}: its types are ${[...types].join(', ')}`,
  );
}

async function writeLabelMap(folder: string, labelMap: LabelMap | undefined): Promise<void> {
  const given = z.record(z.string(), z.unknown()).parse((await findJson(folder, 'acervo.json')) ?? {});
  await writeFile(join(folder, 'acervo.json'), `${JSON.stringify({ ...given, labelMap }, null, 2)}\n`);
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
