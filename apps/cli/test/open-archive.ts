import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModel, useModel } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { readModelFolder } from '@acervo/inference';
import { startAcervo } from './processes.ts';

/** The default model's folder. */
export const lenerConv = fileURLToPath(new URL('../../../models/lener-conv', import.meta.url));
/** Random weights: it differs from the default model nearly everywhere. */
export const tinyBert = fileURLToPath(new URL('../../../packages/inference/test-data/tiny-bert', import.meta.url));

/** An archive in a database of its own, with an empty folder for documents and one for models; all goes with it.
 *  Its commands run in its folder. */
export async function openArchive() {
  const { db, url, ...database } = await openTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'acervo-cli-'));
  const models = join(root, 'models');
  const folder = join(root, 'autos');
  await mkdir(folder);
  const start = (...args: string[]) =>
    startAcervo([...args, '--archive', root], { DATABASE_URL: url, ACERVO_MODELS: models }, root);
  /** Installs the model of a folder by another name, as an earlier command did; gives its hash. */
  const install = async (source: string, name: string): Promise<string> => {
    await cp(source, join(models, name), { recursive: true });
    const { hash, settings } = await readModelFolder(join(models, name));
    await ensureModel(db, { name, hash, settings });
    return hash;
  };
  return {
    ...{ db, root, models, folder, start, install },
    acervo: (...args: string[]) => start(...args).ended,
    /** Installs a model and lets readers see what it reads. */
    async use(source: string, name: string): Promise<string> {
      const hash = await install(source, name);
      await useModel(db, { name, hash, now: true });
      return hash;
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}
