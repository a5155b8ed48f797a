import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
import { readModelFolder } from './read-model-folder.ts';

const invalid = (message: RegExp) => ({ code: 'model-invalid', message: expect.stringMatching(message) });

describe('a model folder', () => {
  it('is read as Hugging Face writes it', async () => {
    const model = await readModelFolder(TINY_BERT);
    expect(model).toMatchObject({ name: 'tiny-bert', folder: TINY_BERT, graphPath: 'model.onnx' });
    expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(model.settings).toMatchObject({ windowTokens: 510, overlapTokens: 64, decode: 'viterbi', temperature: 1 });
    expect(model.settings.tokenizer).toEqual({ kind: 'WordPiece', lowercase: false, stripAccents: false });
    expect(model.settings.labels.slice(0, 3)).toEqual(['O', 'B-ORGANIZACAO', 'I-ORGANIZACAO']);
    expect(model.settings.dynamicallyQuantized).toBe(false);
  });

  it('may keep its graph in onnx/ and its weights beside it', async () => {
    const model = await readModelFolder(EXTERNAL_DATA);
    expect(model.graphPath).toBe('onnx/model.onnx');
    expect(model.settings).toMatchObject({ windowTokens: 32, overlapTokens: 16, graphBytes: 511 });
  });

  it('takes acervo.json over its defaults', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    await changeJson(join(folder, 'acervo.json'), {
      windowTokens: 64,
      overlapTokens: 16,
      decode: 'argmax',
      temperature: 2,
      calibration: { slope: 0.9, intercept: -0.3 },
      thresholds: { PESSOA: 0.4 },
    });
    const { settings } = await readModelFolder(folder);
    expect(settings).toMatchObject({
      windowTokens: 64,
      overlapTokens: 16,
      decode: 'argmax',
      temperature: 2,
      calibration: { slope: 0.9, intercept: -0.3 },
      thresholds: { PESSOA: 0.4 },
    });
  });

  it('names everything that is missing, at once', async () => {
    await using temporary = await openTemporaryFolder();
    await expect(readModelFolder(temporary.path)).rejects.toMatchObject(
      invalid(/model\.onnx.*config\.json.*tokenizer\.json.*vocab\.txt/),
    );
    await expect(readModelFolder(join(temporary.path, 'none'))).rejects.toMatchObject(invalid(/no such model folder/));
  });

  it('says how to convert PyTorch weights', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    await rm(join(folder, 'model.onnx'));
    await expect(readModelFolder(folder)).rejects.toMatchObject(
      invalid(/PyTorch weights only.*python -m training\.to_onnx/),
    );
  });

  it('names missing external weights', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    await rm(join(folder, 'onnx/weights/table.bin'));
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(/lacks onnx\/weights\/table\.bin/));
  });

  it.each([
    ['config.json', { id2label: undefined }, /id2label/],
    ['config.json', { id2label: { 0: 'O', 2: 'B-PESSOA' } }, /every label from "0" on/],
    ['config.json', { id2label: { 0: 'O', 1: 'B-PER' } }, /labelMap/],
    ['config.json', { max_position_embeddings: undefined }, /windowTokens in acervo\.json/],
    ['acervo.json', { windowTokens: 2000 }, /has room for 510/],
    ['acervo.json', { overlapTokens: 127 }, /overlapTokens/],
    ['acervo.json', { calibration: { slope: 0, intercept: 1 } }, /calibration\.slope/],
    ['acervo.json', { thresholds: { PERSON: 0.5 } }, /thresholds/],
    ['acervo.json', { thresholds: { PESSOA: 1.5 } }, /thresholds\.PESSOA/],
    ['acervo.json', { windowTokens: 64, overlapTokens: 64 }, /must be below/],
    ['tokenizer_config.json', { do_lower_case: 'no' }, /do_lower_case/],
  ])('is refused where %s has %j', async (file, changes, message) => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    await changeJson(join(folder, file), changes);
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(message));
  });

  it.each(['config.json', 'model.onnx'])('is refused where %s is damaged', async (file) => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    await writeFile(join(folder, file), (await readFile(join(folder, file))).subarray(0, 700));
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(new RegExp(file)));
  });

  it('refuses weights from outside of the folder', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    const graph = await readFile(join(folder, 'onnx/model.onnx'), 'latin1');
    await writeFile(join(folder, 'onnx/model.onnx'), graph.replace('weights/table.bin', '../../../etc/host'), 'latin1');
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(/outside of its folder/));
  });

  it.each([
    ['tiny-roberta', 'BPE'],
    ['tiny-xlm-roberta', 'Unigram'],
    ['tiny-deberta-v2', 'Unigram'],
    ['tiny-modernbert', 'BPE'],
  ])('of the shape %s has a tokenizer of the kind %s, room for 510 tokens and an overlap of 64', async (name, kind) => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path, join(TEST_DATA, name));
    if (name !== 'tiny-roberta') await changeJson(join(folder, 'acervo.json'), { labelMap: { PER: 'PESSOA' } });
    const { settings } = await readModelFolder(folder);
    expect(settings).toMatchObject({ tokenizer: { kind }, windowTokens: 510, overlapTokens: 64 });
  });

  it('that counts positions from after the padding has no room for more', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path, join(TEST_DATA, 'tiny-roberta'));
    await changeJson(join(folder, 'acervo.json'), { windowTokens: 512 });
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(/has room for 510/));
  });

  it('reads a WordPiece tokenizer.json in place of vocab.txt and refuses other kinds', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    const entries = (await readFile(join(folder, 'vocab.txt'), 'utf8')).trimEnd().split('\n');
    await rm(join(folder, 'vocab.txt'));
    await rm(join(folder, 'tokenizer_config.json'));
    const vocab = Object.fromEntries(entries.map((entry, id) => [entry, id]));
    const tokenizer = { model: { type: 'WordPiece', vocab }, normalizer: { type: 'BertNormalizer', lowercase: false } };
    await changeJson(join(folder, 'tokenizer.json'), tokenizer);
    const read = { kind: 'WordPiece', lowercase: false, stripAccents: false };
    expect((await readModelFolder(folder)).settings.tokenizer).toEqual(read);
    await changeJson(join(folder, 'tokenizer.json'), { model: { type: 'WordLevel', vocab } });
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(/WordLevel: Acervo reads/));
    await changeJson(join(folder, 'tokenizer.json'), { model: { type: 'BPE', vocab, merges: [] } });
    await expect(readModelFolder(folder)).rejects.toMatchObject(invalid(/lacks cls_token, sep_token/));
  });
});

describe('the hash of a model', () => {
  it('is the same wherever the model lies', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    const { hash } = await readModelFolder(EXTERNAL_DATA);
    await rename(join(folder, 'onnx'), join(folder, 'flat'));
    await rename(join(folder, 'flat/model.onnx'), join(folder, 'model.onnx'));
    await rename(join(folder, 'flat/weights'), join(folder, 'weights'));
    await writeFile(join(folder, 'README.md'), 'changes nothing');
    expect((await readModelFolder(folder)).hash).toBe(hash);
  });

  it.each([
    ['vocab.txt', '\nmore\n'],
    ['config.json', ' '],
    ['onnx/weights/table.bin', '\0'],
  ])('changes with %s', async (file, addition) => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    const { hash } = await readModelFolder(folder);
    await appendFile(join(folder, file), addition);
    expect((await readModelFolder(folder)).hash).not.toBe(hash);
  });
});
