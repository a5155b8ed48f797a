import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { splitWords } from '@acervo/ner-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeJson, copyModelFolder, openTemporaryFolder, TEST_DATA } from '../../test/model-folders.ts';
import { countByWord, firstTokens, readReferenceOracles, textOf } from '../../test/reference-oracles.ts';
import { type LoadedModel, loadModel } from '../documents/load-model.ts';
import { inferRows } from '../graph/infer-rows.ts';
import { openSession } from '../graph/open-session.ts';
import { installModel } from '../model/install-model.ts';
import type { ModelFolder } from '../model/read-model-folder.ts';
import { openRecognizerOf } from './open-recognizer.ts';
import type { Recognizer } from './recognizer.ts';

const MODELS = ['tiny-bert', 'tiny-roberta', 'tiny-xlm-roberta', 'tiny-deberta-v2', 'tiny-modernbert'];

describe.each(MODELS)('%s answers as transformers does', async (name) => {
  const { versions, labelMap, cases } = await readReferenceOracles(name);
  const temporary = await openTemporaryFolder();
  let model: ModelFolder;
  let loaded: LoadedModel;
  let recognizer: Recognizer;
  beforeAll(async () => {
    const folder = await copyModelFolder(temporary.path, join(TEST_DATA, name));
    // as transformers decodes, and the window that the oracles have
    await changeJson(join(folder, 'acervo.json'), { decode: 'argmax', windowTokens: 510 });
    model = await installModel(folder, join(temporary.path, 'models'), { labelMap });
    loaded = await loadModel(model);
    recognizer = await openRecognizerOf(model, { threads: 1 });
  });
  afterAll(async () => {
    await recognizer[Symbol.asyncDispose]();
    await temporary[Symbol.asyncDispose]();
  });

  it.each(cases)(`${versions['transformers']}: ids of $title`, (expected) => {
    const { text, words } = textOf(expected);
    const { tokenizer } = loaded;
    const tokens = [...tokenizer.encodeWords(text, words)];
    const ids = [tokenizer.clsId, ...tokens.map(({ id }) => id), tokenizer.sepId];
    expect(countByWord(tokens, words.length)).toEqual(expected.lengths);
    if (expected.count === undefined) expect(ids).toEqual(expected.ids);
    else {
      expect(ids).toHaveLength(expected.count);
      expect(ids.slice(0, expected.ids.length - 1)).toEqual(expected.ids.slice(0, -1));
      expect(createHash('sha256').update(JSON.stringify(ids)).digest('hex')).toBe(expected.sha256);
    }
    for (const { wordSpan, word, start, end } of tokens) {
      expect(text.slice(wordSpan.start, wordSpan.end)).toBe(expected.words[word]);
      expect(start >= wordSpan.start && end <= wordSpan.end && start < end).toBe(true);
    }
  });

  it('logits within 1e-4', async () => {
    const labels = model.settings.labels.length;
    const session = await openSession({ model, device: 'cpu', intraOpThreads: 1 });
    let largest = 0;
    for (const expected of cases) {
      const got = await inferRows(session, [Int32Array.from(expected.ids)], loaded.tokenizer.padId, labels);
      firstTokens(expected).forEach((column, word) => {
        const row = got.subarray(column * labels, (column + 1) * labels);
        row.forEach((value, label) => {
          largest = Math.max(largest, Math.abs(value - expected.logits[word]![label]!));
        });
      });
    }
    await session.release();
    expect(largest).toBeLessThan(1e-4);
  });

  it.each(cases.filter(({ entities }) => entities !== undefined))('entities of $title', async (expected) => {
    const { text, words } = textOf(expected);
    const { mentions, cutWords } = await recognizer.recognize(text, { words });
    const entities = mentions.map(({ start, end, type }) => [
      words.findIndex((word) => word.start === start),
      words.findIndex((word) => word.end === end) + 1,
      type,
    ]);
    expect(entities).toEqual(expected.entities);
    expect(cutWords).toBe(expected.count === undefined ? 0 : 1);
  });

  it('entities of running text, with the words of our own splitter', async () => {
    const expected = cases.find(({ title }) => title === 'running text of every kind')!;
    const text = expected.words.join(' ');
    expect(Array.from(splitWords(text), ({ start, end }) => text.slice(start, end))).toEqual(expected.words);
    const { mentions } = await recognizer.recognize(text);
    const { words } = textOf(expected);
    expect(mentions.map(({ start, end, type }) => ({ start, end, type }))).toEqual(
      expected.entities!.map(([from, to, type]) => ({ start: words[from]!.start, end: words[to - 1]!.end, type })),
    );
  });

  it.each(cases.filter(({ entities }) => entities !== undefined))('labels of $title', async (expected) => {
    const { text, words } = textOf(expected);
    const labels = expected.words.map(() => 'O');
    for (const [from, to, type] of expected.entities!) {
      labels.fill(`I-${type}`, from, to);
      labels[from] = `B-${type}`;
    }
    const pairs = expected.words.map((word, index) => [word, labels[index]]);
    expect(await recognizer.labels(text, { words })).toEqual(pairs);
  });
});
