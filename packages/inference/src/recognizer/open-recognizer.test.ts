import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { calibrate, splitWords } from '@acervo/ner-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventText } from '../../test/invented-text.ts';
import {
  changeJson,
  copyModelFolder,
  EXTERNAL_DATA,
  openTemporaryFolder,
  TINY_BERT,
} from '../../test/model-folders.ts';
import { readModelFolder } from '../model/read-model-folder.ts';
import { STATISTICS } from './messages.ts';
import { openRecognizer, openRecognizerOf } from './open-recognizer.ts';
import type { Recognition } from './recognizer.ts';

const spans = ({ mentions }: Recognition) => mentions.map(({ start, end, type }) => ({ start, end, type }));

function expectSame(a: Recognition, b: Recognition): void {
  expect(spans(a)).toEqual(spans(b));
  a.mentions.forEach((mention, index) => {
    expect(Math.abs(mention.score - b.mentions[index]!.score)).toBeLessThan(1e-3);
  });
  expect({ ...a, mentions: [] }).toEqual({ ...b, mentions: [] });
}

describe('recognizing a document', () => {
  it('gives mentions in order, each equal to its slice of the text', async () => {
    await using recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const text = inventText(3000, 1);
    const { mentions, words, tokens, windows, cutWords } = await recognizer.recognize(text);
    expect(mentions.length).toBeGreaterThan(100);
    for (const mention of mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
    for (const mention of mentions) expect(mention.score > 0 && mention.score <= 1).toBe(true);
    expect(mentions.every((mention, index) => mention.start >= (mentions[index - 1]?.end ?? 0))).toBe(true);
    expect(words).toBeGreaterThan(2900);
    expect(tokens).toBeGreaterThan(words);
    expect(windows).toBeGreaterThan(Math.floor(tokens / 510));
    expect(cutWords).toBe(0);
  });

  it.each(['', ' \n\t', '\u00ad\u200b'])('without a word (%j) gives nothing', async (text) => {
    await using recognizer = await openRecognizer({ folder: EXTERNAL_DATA, threads: 1 });
    expect((await recognizer.recognize(text)).mentions).toEqual([]);
  });

  it('takes given words in place of its own', async () => {
    await using recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const text = 'Maria Exemplo recorre.';
    const given = await recognizer.recognize(text, {
      words: [
        { start: 0, end: 13 },
        { start: 14, end: 22 },
      ],
    });
    expect(given.words).toBe(2);
    for (const { start, end } of given.mentions) expect([0, 14].includes(start) && [13, 22].includes(end)).toBe(true);
  });

  it('gives every word with its label, or its mentions: the same in two forms', async () => {
    await using recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const text = `${inventText(2000, 6)} \u00ad\u200b Exemplo`;
    const pairs = await recognizer.labels(text);
    expect(pairs.map(([word]) => word)).toEqual(
      Array.from(splitWords(text), ({ start, end }) => text.slice(start, end)),
    );
    expect(pairs.at(-2)).toEqual(['\u00ad\u200b', 'O']);
    const { mentions } = await recognizer.recognize(text);
    expect(mentions.length).toBeGreaterThan(100);
    expect(pairs.flatMap(([word, label]) => (label.startsWith('B-') ? [[word, label.slice(2)]] : []))).toEqual(
      mentions.map((mention) => {
        const [first] = splitWords(mention.text);
        return [mention.text.slice(first!.start, first!.end), mention.type];
      }),
    );
    expect(pairs.filter(([, label]) => label !== 'O')).toHaveLength(
      mentions.reduce((sum, mention) => sum + [...splitWords(mention.text)].length, 0),
    );
    expect(await recognizer.labels('')).toEqual([]);
  });

  it("a model's calibration moves scores, not spans", async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    const calibration = { slope: 0.8, intercept: -1 };
    await changeJson(`${folder}/acervo.json`, { calibration });
    const text = inventText(300, 5);
    await using plain = await openRecognizer({ folder, threads: 1, uncalibrated: true });
    await using calibrated = await openRecognizer({ folder, threads: 1 });
    const expected = await plain.recognize(text);
    const given = await calibrated.recognize(text);
    expect(given.mentions.length).toBeGreaterThan(10);
    expectSame(given, {
      ...expected,
      mentions: expected.mentions.map((each) => ({ ...each, score: calibrate(each.score, calibration) })),
    });
  });

  it('does not depend on batch mates, threads, batch size or order', async () => {
    await using temporary = await openTemporaryFolder();
    const folder = await copyModelFolder(temporary.path);
    await changeJson(`${folder}/acervo.json`, { windowTokens: 60, overlapTokens: 20 });
    const texts = [1, 3, 17, 40, 41, 90, 200, 333, 700].map((words, seed) => inventText(words, seed));
    await using alone = await openRecognizer({ folder, threads: 1, batchTokens: 1 });
    const expected: Recognition[] = [];
    for (const text of texts) expected.push(await alone.recognize(text));
    expect(alone.statistics().paddedTokens).toBe(alone.statistics().tokens);
    for (const [threads, batchTokens] of [
      [1, 300],
      [2, 1024],
      [3, 4096],
    ] as const) {
      await using together = await openRecognizer({ folder, threads, batchTokens });
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...texts.keys()], { minLength: 2 }), async (chosen) => {
          const got = await Promise.all(chosen.map((index) => together.recognize(texts[index]!)));
          got.forEach((recognition, at) => {
            expectSame(recognition, expected[chosen[at]!]!);
          });
        }),
        { numRuns: 8 },
      );
      const { calls, windows, tokens, paddedTokens } = together.statistics();
      expect(calls).toBeLessThan(windows);
      expect(1 - tokens / paddedTokens).toBeLessThan(0.1);
    }
  });
});

describe('many documents', () => {
  it('a huge one does not starve a small one', async () => {
    await using recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const finished: string[] = [];
    const huge = recognizer.recognize(inventText(60_000, 1)).then(() => finished.push('huge'));
    await recognizer.recognize(inventText(100, 2)).then(() => finished.push('small'));
    expect(finished).toEqual(['small']);
    await huge;
  });

  it('leave the calling thread free', async () => {
    await using recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const before = performance.eventLoopUtilization();
    await Promise.all([1, 2, 3].map((seed) => recognizer.recognize(inventText(20_000, seed))));
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.3);
  });

  it('aborting one leaves the others', async () => {
    await using recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const controller = new AbortController();
    const aborted = recognizer.recognize(inventText(50_000, 1), { signal: controller.signal });
    const other = recognizer.recognize(inventText(500, 2));
    setImmediate(() => controller.abort());
    await expect(aborted).rejects.toMatchObject({ code: 'stopped', retryable: true });
    expectSame(await other, await recognizer.recognize(inventText(500, 2)));
    await expect(recognizer.recognize('x', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'stopped' });
  });

  it.each(['graph', 'documents'])(
    'a %s thread that dies fails none but those in hand, another takes its place',
    async (kind) => {
      await using recognizer = await openRecognizerOf(await readModelFolder(TINY_BERT), { threads: 2 });
      const { pool } = recognizer;
      const [graph] = pool.graphs;
      const { worker } = kind === 'graph' ? graph! : pool.documents;
      const running = [1, 2, 3].map((seed) => recognizer.recognize(inventText(50_000, seed)));
      const outcomes = Promise.allSettled(running);
      await wait(50);
      worker.postMessage(null);
      await new Promise((resolve) => worker.once('exit', resolve));
      const after = await Promise.all([3, 4, 5, 6].map((seed) => recognizer.recognize(inventText(500, seed))));
      expect(after.map((each) => each.words > 400)).toEqual([true, true, true, true]);
      const failed = (await outcomes).filter((each) => each.status === 'rejected').map((each) => each.reason);
      expect(failed.length).toBeGreaterThan(0);
      for (const error of failed) expect(error).toMatchObject({ code: 'crashed', retryable: true });
      await Promise.all(Array.from(pool.graphs, (each) => each.ready));
      expect(pool.graphs.size).toBe(2);
    },
  );

  it('one long document keeps every graph thread busy', async () => {
    await using recognizer = await openRecognizerOf(await readModelFolder(TINY_BERT), { threads: 3, batchTokens: 1 });
    await recognizer.recognize(inventText(60_000, 1));
    const calls = recognizer.buffers.map((buffer) => new Float64Array(buffer)[STATISTICS.calls] ?? 0);
    expect(Math.min(...calls)).toBeGreaterThan(0.2 * recognizer.statistics().calls);
  });

  it('a process that exits in the middle of them exits with its own code', async () => {
    for (let round = 0; round < 4; round += 1) {
      const program = fileURLToPath(new URL('../../test/exit-while-recognizing.ts', import.meta.url));
      const child = spawn(process.execPath, [program, TINY_BERT, String(30 + 40 * round)], { stdio: 'ignore' });
      expect(await once(child, 'exit')).toEqual([7, null]);
    }
  });

  it('closing rejects what is in flight and what comes later', async () => {
    const recognizer = await openRecognizer({ folder: TINY_BERT, threads: 1 });
    const running = recognizer.recognize(inventText(50_000, 1));
    const rejected = expect(running).rejects.toMatchObject({ code: 'stopped', retryable: true });
    await recognizer[Symbol.asyncDispose]();
    await rejected;
    await expect(recognizer.recognize('x')).rejects.toMatchObject({ code: 'stopped' });
  });
});

describe('opening', () => {
  it('a graph that ONNX Runtime refuses fails with a reason', async () => {
    const model = await readModelFolder(TINY_BERT);
    const opening = openRecognizerOf({ ...model, graphPath: 'vocab.txt' }, { threads: 2 });
    await expect(opening).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining('export') });
  });
});
