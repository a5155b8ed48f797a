import { listModels } from '@acervo/db';
import { findModelFolder, modelFolders } from '@acervo/inference';
import { readConfiguration } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { ensureModelInUse } from '../default-model.ts';
import { type Session, serviceEnvironment } from '../session.ts';

/** Sees to it that the worker which is about to be started finds what it is to read with: a service may wait for a model's
 *  folder, a command that ends must not. An archive that uses no model yet gets the repository's.
 *  @throws {CommandError} where the folder of a model in use is in none of the places the worker looks. */
export async function prepareModels(context: Context, session: Session): Promise<void> {
  await ensureModelInUse(context, session);
  const { say } = context;
  const folders = modelFolders(readConfiguration(serviceEnvironment(context, session)));
  for (const model of await listModels(session.db)) {
    if (model.state === 'installed' || (await findModelFolder(model, folders)) !== undefined) continue;
    const version = `${model.name} (${model.hash.slice(0, 12)})`;
    throw new CommandError(say.modelFolderMissing(version, folders.join(', ')), say.modelFolderMissingHint(model.name));
  }
}
