import { giveUpModel, listModels, type ModelRow } from '@acervo/db';
import { findModelFolder, modelFolders } from '@acervo/inference';
import { readConfiguration } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { ensureModelInUse, upgradeDefaultModel } from '../default-model.ts';
import { type Session, serviceEnvironment } from '../session.ts';
import { clearQueues } from './services.ts';

/** Sees to it that the worker which is about to be started finds what it is to read with: a service may wait for a model's
 *  folder, a command that ends must not. An archive that uses no model yet gets the repository's; one whose version of it
 *  is gone gets the present one. An active model whose folder is gone reads no more if another is to replace it.
 *  @throws {CommandError} where the folder of a model in use is in none of the places the worker looks. */
export async function prepareModels(context: Context, session: Session): Promise<void> {
  const { db } = session;
  await ensureModelInUse(context, session);
  const folders = modelFolders(readConfiguration(serviceEnvironment(context, session)));
  const models = await listModels(db);
  const filling = models.find(({ state }) => state === 'filling');
  if (filling !== undefined && !(await isThere(filling, folders))) throw missing(context, filling, folders);
  const active = models.find(({ state }) => state === 'active');
  if (active === undefined || (await isThere(active, folders))) return;
  const replaced = filling !== undefined || (await upgradeDefaultModel(context, session, active));
  if (!replaced) throw missing(context, active, folders);
  await giveUpModel(db, active.id);
  await clearQueues(session); // its jobs would wait there for ever, in the place of others
}

async function isThere(model: ModelRow, folders: readonly string[]): Promise<boolean> {
  return (await findModelFolder(model, folders)) !== undefined;
}

function missing({ say }: Context, { name, hash }: ModelRow, folders: readonly string[]): CommandError {
  const version = `${name} (${hash.slice(0, 12)})`;
  return new CommandError(say.modelFolderMissing(version, folders.join(', ')), say.modelFolderMissingHint(name));
}
