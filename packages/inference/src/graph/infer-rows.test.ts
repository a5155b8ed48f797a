import type { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTERNAL_DATA, TINY_BERT } from '../../test/model-folders.ts';
import { firstTokens, type ReferenceCase, readReferenceOracles } from '../../test/reference-oracles.ts';
import { readModelFolder } from '../model/read-model-folder.ts';
import { inferRows, longestRow } from './infer-rows.ts';
import { openSession } from './open-session.ts';

const PAD_ID = 0;
const LABELS = 13;
const oracles = await readReferenceOracles('tiny-bert');

/** The largest difference between the oracle's logits and those of row `row`, of windows of `columns` tokens. */
function distance(logits: Float32Array, row: number, columns: number, expected: ReferenceCase): number {
  const differences = firstTokens(expected).flatMap((column, word) =>
    expected.logits[word]!.map((value, label) => Math.abs(value - logits[(row * columns + column) * LABELS + label]!)),
  );
  return Math.max(0, ...differences);
}

describe(`logits of transformers ${oracles.versions['transformers']}`, () => {
  let session: InferenceSession;
  beforeAll(async () => {
    const model = await readModelFolder(TINY_BERT);
    session = await openSession({ model, device: 'cpu', intraOpThreads: 1 });
  });
  afterAll(() => session.release());

  it('are given for windows of all lengths padded into one batch, within 1e-4', async () => {
    const rows = oracles.cases.map(({ ids }) => Int32Array.from(ids));
    const got = await inferRows(session, rows, PAD_ID, LABELS);
    oracles.cases.forEach((expected, row) => {
      expect(distance(got, row, longestRow(rows), expected)).toBeLessThan(1e-4);
    });
  });
});

it('a graph that asks for input_ids alone gets input_ids alone', async () => {
  const model = await readModelFolder(EXTERNAL_DATA);
  const session = await openSession({ model, device: 'cpu', intraOpThreads: 1 });
  const logits = await inferRows(session, [Int32Array.of(2, 5, 3), Int32Array.of(2, 5, 6, 3)], PAD_ID, 3);
  await session.release();
  expect(logits.slice(3, 6)).toEqual(logits.slice(4 * 3 + 3, 4 * 3 + 6));
});

it('a graph with another number of labels than config.json names is refused', async () => {
  const model = await readModelFolder(TINY_BERT);
  const fewer = { ...model, settings: { ...model.settings, labels: model.settings.labels.slice(1) } };
  await expect(openSession({ model: fewer, device: 'cpu', intraOpThreads: 1 })).rejects.toMatchObject({
    code: 'model-invalid',
    message: 'the graph gives 13 labels, config.json names 12 in id2label',
  });
});

it('a device that can not be had is an error that says what is missing, never the CPU', async () => {
  const model = await readModelFolder(TINY_BERT);
  const opening = openSession({ model, device: 'cuda', intraOpThreads: 1 });
  const outcome = await opening.then(
    (session) => session.release().then(() => 'available'),
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );
  expect(outcome).toMatch(/^available$|^usage: device cuda is not available \(.+\): .*ONNXRUNTIME_NODE_INSTALL=cuda12/);
});
