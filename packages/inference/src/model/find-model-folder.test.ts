import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changeJson, copyModelFolder, openTemporaryFolder, TINY_BERT } from '../../test/model-folders.ts';
import { DEFAULT_MODEL_FOLDER, findModelFolder, modelFolders } from './find-model-folder.ts';
import { readModelFolder } from './read-model-folder.ts';

it('a model is found by its name and its bytes, in the first folder that has both', async () => {
  await using temporary = await openTemporaryFolder();
  const other = await copyModelFolder(join(temporary.path, 'other'));
  await changeJson(join(other, 'acervo.json'), { temperature: 3 });
  const same = await copyModelFolder(join(temporary.path, 'same'));
  const { hash } = await readModelFolder(TINY_BERT);
  const folders = ['none', 'other', 'same'].map((name) => join(temporary.path, name));
  expect(await findModelFolder({ name: 'model', hash }, folders)).toBe(same);
  expect(await findModelFolder({ name: 'model', hash }, folders.slice(0, 2))).toBeUndefined();
  expect(await findModelFolder({ name: 'tiny-bert', hash }, folders)).toBeUndefined();
});

it('the default model is found wherever a process looks', async () => {
  const model = await readModelFolder(DEFAULT_MODEL_FOLDER);
  for (const configuration of [{}, { ACERVO_MODELS: '/nowhere', ACERVO_ARCHIVE: '/nowhere' }])
    expect(await findModelFolder(model, modelFolders(configuration))).toBe(DEFAULT_MODEL_FOLDER);
});
