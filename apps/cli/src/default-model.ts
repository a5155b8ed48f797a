import { existsSync } from 'node:fs';
import { type Db, ensureModel, listModels, type ModelRow, useModel } from '@acervo/db';
import { DEFAULT_MODEL_FOLDER, type ModelFolder, readModelFolder } from '@acervo/inference';
import { CommandError } from './command-error.ts';
import type { Context } from './context.ts';
import type { Session } from './session.ts';

/** Makes an archive that uses no model yet use the repository's.
 *  @throws {CommandError} where the repository has none. */
export async function ensureModelInUse({ say }: Context, { db }: Session): Promise<void> {
  const models = await listModels(db);
  if (models.some((model) => model.state !== 'installed')) return;
  if (!existsSync(DEFAULT_MODEL_FOLDER)) throw new CommandError(say.noDefaultModel, say.noDefaultModelHint);
  await useDefaultModel(db, await readModelFolder(DEFAULT_MODEL_FOLDER));
}

/** Where `model` is an earlier version of the repository's, makes the repository's read everything, and then be the one
 *  that readers see. False where it is none: a model of another name is somebody's choice. */
export async function upgradeDefaultModel(
  { say, output, number }: Context,
  { db }: Session,
  model: ModelRow,
): Promise<boolean> {
  if (!existsSync(DEFAULT_MODEL_FOLDER)) return false;
  const folder = await readModelFolder(DEFAULT_MODEL_FOLDER);
  if (folder.name !== model.name || folder.hash === model.hash) return false;
  const { state, missing } = await useDefaultModel(db, folder);
  const version = `${folder.name} (${folder.hash.slice(0, 12)})`;
  output.note(state === 'active' ? say.modelActive(version) : say.modelUpgraded(version, number(missing)));
  return true;
}

async function useDefaultModel(db: Db, { name, hash, settings }: ModelFolder) {
  await ensureModel(db, { name, hash, settings });
  return useModel(db, { name, hash });
}
