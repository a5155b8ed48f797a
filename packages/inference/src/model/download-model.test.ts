import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HUB_COMMIT, openHubServer } from '../../test/hub-server.ts';
import {
  changeJson,
  copyModelFolder,
  EXTERNAL_DATA,
  openTemporaryFolder,
  TEST_DATA,
  TINY_BERT,
} from '../../test/model-folders.ts';
import { downloadModel } from './download-model.ts';
import { readModelFolder } from './read-model-folder.ts';

describe('a model from a hub', () => {
  it('arrives as it is there, with external data, but only the files that are needed', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    await writeFile(join(source, 'pytorch_model.bin'), 'large');
    await using hub = await openHubServer(source);
    const folder = await downloadModel('owner/model', join(temporary.path, 'got'), { hubUrl: hub.url });
    expect((await readModelFolder(folder)).hash).toBe((await readModelFolder(EXTERNAL_DATA)).hash);
    expect((await readdir(folder)).sort()).toEqual(['config.json', 'onnx', 'vocab.txt']);
    expect(hub.requests.some((path) => path.endsWith('pytorch_model.bin'))).toBe(false);
  });

  it('arrives with its tokenizer.json and the names of its special tokens', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path, join(TEST_DATA, 'tiny-roberta'));
    await changeJson(join(source, 'special_tokens_map.json'), { pad_token: '<pad>' });
    await using hub = await openHubServer(source);
    const folder = await downloadModel('owner/model', join(temporary.path, 'got'), { hubUrl: hub.url });
    expect((await readModelFolder(folder)).hash).toBe((await readModelFolder(source)).hash);
    expect(await readdir(folder)).toContain('special_tokens_map.json');
  });

  it('is of one commit, whatever revision was asked for', async () => {
    await using temporary = await openTemporaryFolder();
    await using hub = await openHubServer(TINY_BERT);
    await downloadModel('owner/model', join(temporary.path, 'got'), { hubUrl: `${hub.url}/`, revision: 'v1' });
    const files = hub.requests.filter((path) => path.includes('/resolve/'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.every((path) => path.includes(HUB_COMMIT))).toBe(true);
  });

  it('needs the token of a private repository', async () => {
    await using temporary = await openTemporaryFolder();
    await using hub = await openHubServer(TINY_BERT, { token: 'hf_secret' });
    const destination = join(temporary.path, 'got');
    const refused = downloadModel('owner/model', destination, { hubUrl: hub.url });
    await expect(refused).rejects.toMatchObject({
      code: 'model-download',
      message: expect.stringContaining('HF_TOKEN'),
    });
    await downloadModel('owner/model', destination, { hubUrl: hub.url, token: 'hf_secret' });
    expect((await readModelFolder(destination)).name).toBe('got');
  });

  it.each([
    ['cut', /connection|incomplete/, true],
    ['corrupt', /damaged/, true],
    ['unavailable', /503/, true],
  ] as const)('never looks complete when the transfer is %s', async (how, message, retryable) => {
    await using temporary = await openTemporaryFolder();
    await using hub = await openHubServer(TINY_BERT);
    hub.disturb(how);
    const refused = downloadModel('owner/model', join(temporary.path, 'got'), { hubUrl: hub.url });
    await expect(refused).rejects.toMatchObject({
      code: 'model-download',
      retryable,
      message: expect.stringMatching(message),
    });
    expect(await readdir(temporary.path)).toEqual([]);
  });

  it('says how to convert a repository of PyTorch weights', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path);
    await rm(join(source, 'model.onnx'));
    await using hub = await openHubServer(source);
    const refused = downloadModel('owner/model', join(temporary.path, 'got'), { hubUrl: hub.url });
    await expect(refused).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringMatching(/PyTorch weights only: download it, .*python -m training\.to_onnx/),
    });
  });

  it('is refused with a reason where it can not be had', async () => {
    await using temporary = await openTemporaryFolder();
    const source = await copyModelFolder(temporary.path, EXTERNAL_DATA);
    await using hub = await openHubServer(join(source, 'onnx', 'weights'));
    const destination = join(temporary.path, 'got');
    const get = (id: string, options = {}) => downloadModel(id, destination, { hubUrl: hub.url, ...options });
    await expect(get('owner/model')).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('ONNX'),
    });
    await expect(get('owner/other')).rejects.toMatchObject({ code: 'model-download', retryable: false });
    await expect(get('owner/model', { revision: 'v9' })).rejects.toMatchObject({ code: 'model-download' });
    await expect(get('model')).rejects.toMatchObject({ code: 'usage' });
    await expect(get('owner/model', { token: 'wrong' })).rejects.toMatchObject({ code: 'usage' });
    await expect(get('owner/model', { hubUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({ retryable: true });
    await expect(downloadModel('owner/model', temporary.path)).rejects.toMatchObject({ code: 'usage' });
  });
});
