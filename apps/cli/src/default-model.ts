import { existsSync } from 'node:fs';
import { ensureModel, listModels, useModel } from '@acervo/db';
import { DEFAULT_MODEL_FOLDER, readModelFolder } from '@acervo/inference';
import { CommandError } from './command-error.ts';
import type { Context } from './context.ts';
import type { Session } from './session.ts';

/** Makes an archive that uses no model yet use the repository's.
 *  @throws {CommandError} where the repository has none. */
export async function ensureModelInUse({ say }: Context, { db }: Session): Promise<void> {
  const models = await listModels(db);
  if (models.some((model) => model.state !== 'installed')) return;
  if (!existsSync(DEFAULT_MODEL_FOLDER)) throw new CommandError(say.noDefaultModel, say.noDefaultModelHint);
  const { name, hash, settings } = await readModelFolder(DEFAULT_MODEL_FOLDER);
  await ensureModel(db, { name, hash, settings });
  await useModel(db, { name, hash });
}
