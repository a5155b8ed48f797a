import { readFile } from 'node:fs/promises';
import type { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTERNAL_DATA, LOGITS_ORACLE, TINY_BERT } from '../../test/model-folders.ts';
import { readModelFolder } from '../model/read-model-folder.ts';
import { inferWindows } from './infer-windows.ts';
import { openSession } from './open-session.ts';

interface Oracle {
  readonly transformers: string;
  readonly cases: { readonly ids: number[]; readonly logits: number[][] }[];
}

const special = { clsId: 2, sepId: 3, padId: 0 };
const LABELS = 13;
const oracle = JSON.parse(await readFile(LOGITS_ORACLE, 'utf8')) as Oracle;

/** The ids between [CLS] and [SEP], as a window. */
function asWindow(ids: readonly number[]) {
  const token = { start: 0, end: 0, word: 0, wordSpan: { start: 0, end: 0 }, first: true };
  return { tokens: ids.slice(1, -1).map((id) => ({ ...token, id })) };
}

function rowsOf(logits: Float32Array, offset: number, tokens: number): number[][] {
  return Array.from({ length: tokens }, (_, index) => [
    ...logits.slice(offset + index * LABELS, offset + (index + 1) * LABELS),
  ]);
}

function distance(a: readonly number[][], b: readonly number[][]): number {
  expect(a.length).toBe(b.length);
  return Math.max(
    ...a.flatMap((row, index) => row.map((value, label) => Math.abs(value - (b[index]?.[label] ?? NaN)))),
  );
}

describe(`logits of transformers ${oracle.transformers}`, () => {
  let session: InferenceSession;
  beforeAll(async () => {
    const model = await readModelFolder(TINY_BERT);
    session = await openSession({ model, device: 'cpu', intraOpThreads: 1 });
  });
  afterAll(() => session.release());

  it('are given for each window alone, within 1e-4', async () => {
    for (const { ids, logits } of oracle.cases) {
      const got = await inferWindows(session, special, [asWindow(ids)], LABELS);
      expect(distance(rowsOf(got.logits, got.offsets[0]!, ids.length - 2), logits.slice(1, -1))).toBeLessThan(1e-4);
    }
  });

  it('are given for windows of all lengths padded into one batch, within 1e-4', async () => {
    const got = await inferWindows(
      session,
      special,
      oracle.cases.map(({ ids }) => asWindow(ids)),
      LABELS,
    );
    oracle.cases.forEach(({ ids, logits }, row) => {
      expect(distance(rowsOf(got.logits, got.offsets[row]!, ids.length - 2), logits.slice(1, -1))).toBeLessThan(1e-4);
    });
  });
});

it('a graph that asks for input_ids alone gets input_ids alone', async () => {
  const model = await readModelFolder(EXTERNAL_DATA);
  const session = await openSession({ model, device: 'cpu', intraOpThreads: 1 });
  const { logits, offsets } = await inferWindows(session, special, [asWindow([2, 5, 3]), asWindow([2, 5, 6, 3])], 3);
  await session.release();
  expect(logits.slice(offsets[0], offsets[0]! + 3)).toEqual(logits.slice(offsets[1], offsets[1]! + 3));
});

it('a graph with another number of labels than config.json names is refused', async () => {
  const model = await readModelFolder(TINY_BERT);
  const fewer = { ...model, settings: { ...model.settings, labels: model.settings.labels.slice(1) } };
  await expect(openSession({ model: fewer, device: 'cpu', intraOpThreads: 1 })).rejects.toMatchObject({
    code: 'model-invalid',
    message: 'the graph gives 13 labels, config.json names 12 in id2label',
  });
});

it('a device that can not be had is an error, never the CPU', async () => {
  const model = await readModelFolder(TINY_BERT);
  const opening = openSession({ model, device: 'cuda', intraOpThreads: 1 });
  const outcome = await opening.then(
    (session) => session.release().then(() => 'available'),
    (error: { code: string }) => error.code,
  );
  expect(['available', 'usage']).toContain(outcome);
});
