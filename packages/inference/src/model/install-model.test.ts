import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  changeJson,
  copyModelFolder,
  EXTERNAL_DATA,
  openTemporaryFolder,
  TEST_DATA,
  TINY_BERT,
} from '../../test/model-folders.ts';
import { installModel } from './install-model.ts';
import { readModelFolder } from './read-model-folder.ts';

describe('installing a model', () => {
  it('copies what it needs and nothing else', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    await writeFile(join(source, 'optimizer.pt'), 'large');
    await writeFile(join(source, 'MODEL_CARD.md'), '# Model');
    const installed = await installModel(source, join(temporary.path, 'models'), { name: 'mine' });
    expect(installed).toMatchObject({ name: 'mine', hash: (await readModelFolder(source)).hash });
    expect(await readdir(join(temporary.path, 'models'))).toEqual(['mine']);
    expect((await readdir(installed.folder)).sort()).toEqual(['MODEL_CARD.md', 'config.json', 'onnx', 'vocab.txt']);
  });

  it.each(['tiny-roberta', 'tiny-xlm-roberta', 'tiny-deberta-v2', 'tiny-modernbert'])(
    'of the shape %s, as save_pretrained wrote it, with its tokenizer.json',
    async (name) => {
      await using temporary = await openTemporaryFolder();
      const source = await copyModelFolder(temporary.path, join(TEST_DATA, name));
      const labelMap = { PER: 'PESSOA' };
      if (name !== 'tiny-roberta') await changeJson(join(source, 'acervo.json'), { labelMap });
      const { folder } = await installModel(source, join(temporary.path, 'models'));
      const expected = ['config.json', 'model.onnx', 'tokenizer.json', 'tokenizer_config.json'];
      expect(
        (await readdir(folder)).filter((file) => !['acervo.json', 'model.onnx.data'].includes(file)).sort(),
      ).toEqual(expected);
    },
  );

  it('twice changes nothing; another model does not take its name', async () => {
    await using temporary = await openTemporaryFolder();
    const models = join(temporary.path, 'models');
    const first = await installModel(EXTERNAL_DATA, models, { name: 'mine' });
    expect(await installModel(EXTERNAL_DATA, models, { name: 'mine' })).toEqual(first);
    await expect(installModel(TINY_BERT, models, { name: 'mine' })).rejects.toMatchObject({ code: 'usage' });
    await expect(installModel(TINY_BERT, models, { name: '../mine' })).rejects.toMatchObject({ code: 'usage' });
  });

  it('maps foreign entity types to ours, and leaves the source as it was', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path, join(TEST_DATA, 'tiny-xlm-roberta'));
    await changeJson(join(source, 'acervo.json'), { decode: 'argmax', labelMap: { LOC: 'LOCAL' } });
    const models = join(temporary.path, 'models');
    const labelMap = { PER: 'PESSOA' };
    const installed = await installModel(source, models, { labelMap });
    expect(installed.settings).toMatchObject({ decode: 'argmax', labelMap: { LOC: 'LOCAL', PER: 'PESSOA' } });
    expect((await readModelFolder(source)).settings.labelMap).toEqual({ LOC: 'LOCAL' });
    expect(await installModel(source, models, { labelMap })).toEqual(installed);
    const usage = (message: RegExp) => ({ code: 'usage', message: expect.stringMatching(message) });
    const other = installModel(source, models, { labelMap: { ORG: 'ORGANIZACAO' } });
    await expect(other).rejects.toMatchObject(usage(/another model is installed/));
    const misspelled = installModel(source, models, { name: 'other', labelMap: { PRE: 'PESSOA' } });
    await expect(misspelled).rejects.toMatchObject(usage(/no type PRE: its types are PER, ORG, LOC/));
    expect(await readdir(models)).toEqual(['model']);
  });

  it('refuses a graph that does not fit its description, and leaves nothing behind', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path);
    const models = join(temporary.path, 'models');
    await changeJson(join(source, 'config.json'), { id2label: { 0: 'O', 1: 'B-PESSOA', 2: 'I-PESSOA' } });
    await expect(installModel(source, models)).rejects.toMatchObject({
      code: 'model-invalid',
      message: 'the graph gives 13 labels, config.json names 3 in id2label',
    });
    await expect(readdir(models)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses a vocabulary or windows that are larger than the graph', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path);
    await changeJson(join(source, 'config.json'), { max_position_embeddings: 2048 });
    await changeJson(join(source, 'acervo.json'), { windowTokens: 1024 });
    await expect(installModel(source, join(temporary.path, 'models'))).rejects.toMatchObject({ code: 'model-invalid' });
  });
});
