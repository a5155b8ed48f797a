import { setImmediate as afterEvents } from 'node:timers/promises';
import type { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inventText } from '../../test/invented-text.ts';
import { TINY_BERT } from '../../test/model-folders.ts';
import { inferRows } from '../graph/infer-rows.ts';
import { openSession } from '../graph/open-session.ts';
import { readModelFolder } from '../model/read-model-folder.ts';
import { type Document, openDocument } from './document.ts';
import { countOutstanding, countWindowsInCalls, openDocumentsLoop } from './documents-loop.ts';
import type { GraphPort } from './graph-port.ts';
import { type LoadedModel, loadModel } from './load-model.ts';

const BATCH_TOKENS = 128;
let model: LoadedModel;
let session: InferenceSession;
beforeAll(async () => {
  const folder = await readModelFolder(TINY_BERT);
  session = await openSession({ model: folder, device: 'cpu', intraOpThreads: 1 });
  model = await loadModel({ ...folder, settings: { ...folder.settings, windowTokens: 30, overlapTokens: 10 } });
});
afterAll(() => session.release());

/** A graph that always answers the youngest call: the first window of a document comes back last, where it may. */
function openLastFirstGraph(): GraphPort {
  const calls: (() => Promise<void>)[] = [];
  let running = 0;
  const serve = async () => {
    for (;;) {
      await afterEvents(); // the loop has given what it can
      const youngest = calls.pop();
      if (youngest === undefined) return;
      await youngest();
    }
  };
  return {
    get running() {
      return running;
    },
    infer(rows, padId) {
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
      calls.push(async () => {
        const logits = inferRows(session, rows, padId, model.scheme.labels);
        await logits.then(resolve, reject).finally(() => running--);
      });
      running += 1;
      if (running === 1) void serve();
      return promise;
    },
  };
}

/** The document, and the most of its windows that were ever made and waited for themselves or for an earlier one. */
function watchWindows(document: Document): { document: Document; windows: () => number; peak: () => number } {
  const back = new Set<number>();
  let made = 0;
  let decoded = 0;
  let peak = 0;
  return {
    windows: () => made,
    peak: () => peak,
    document: {
      id: document.id,
      get outstanding() {
        return document.outstanding;
      },
      nextWindow() {
        const window = document.nextWindow();
        if (window !== undefined) made += 1;
        peak = Math.max(peak, made - decoded);
        return window;
      },
      addLogits(window, logits, offset) {
        back.add(window.index);
        while (back.has(decoded)) decoded += 1;
        return document.addLogits(window, logits, offset);
      },
      finish: () => document.finish(),
    },
  };
}

it.each([400, 8000])('a document of %i words has a bounded number of windows that are not decoded', async (words) => {
  const watched = watchWindows(openDocument(1, inventText(words, 1), undefined, model));
  const done = Promise.withResolvers<void>();
  const windowsInCalls = countWindowsInCalls(1, BATCH_TOKENS, model.settings.windowTokens);
  const loop = openDocumentsLoop({
    tokenizer: model.tokenizer,
    labels: model.scheme.labels,
    batchTokens: BATCH_TOKENS,
    windowsInCalls,
    onMentions: () => undefined,
    onDone: () => done.resolve(),
    onFailed: (_, error) => done.reject(error),
  });
  loop.addGraph(openLastFirstGraph());
  loop.add(watched.document);
  await done.promise;
  expect(watched.windows()).toBeGreaterThan(words / 25);
  expect(watched.peak()).toBe(countOutstanding(windowsInCalls));
});
