/** A recognizer thread: opens one session, then mixes the windows of the documents that it is sent into batches. */
import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { MentionSpan, Span } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import { callInside } from './call-gate.ts';
import { openDocument } from './document.ts';
import { inferWindows, SPECIAL_TOKENS } from './infer-windows.ts';
import { loadModel } from './load-model.ts';
import { type Reply, type Request, type SentFailure, STATISTICS, type ThreadSettings } from './messages.ts';
import { openSession } from './open-session.ts';
import { openDocumentsLoop } from './run-documents.ts';

/** Serves the port until it is asked to close. */
async function serve(port: MessagePort, settings: ThreadSettings): Promise<void> {
  const reply = (message: Reply) => port.postMessage(message);
  const model = await loadModel(settings.model);
  const session = await callInside(settings.gate, () => openSession(settings));
  const sums = new Float64Array(settings.statistics);
  const add = (index: number, value: number) => {
    sums[index] = (sums[index] ?? 0) + value;
  };

  const loop = openDocumentsLoop({
    batchTokens: settings.model.settings.dynamicallyQuantized ? 0 : settings.batchTokens,
    async infer(windows) {
      const started = performance.now();
      const infer = () => inferWindows(session, model.tokenizer, windows, model.scheme.labels);
      const batch = await callInside(settings.gate, infer);
      add(STATISTICS.inferenceMs, performance.now() - started);
      add(STATISTICS.calls, 1);
      add(STATISTICS.windows, windows.length);
      for (const { tokens } of windows) add(STATISTICS.tokens, tokens.length + SPECIAL_TOKENS);
      add(STATISTICS.paddedTokens, batch.logits.length / model.scheme.labels);
      return batch;
    },
    onMentions: (id, mentions) => reply({ kind: 'mentions', id, mentions: mentions.map(toSent) }),
    onDone: (id, counts) => reply({ kind: 'done', id, counts }),
    onFailed: (id, error) => reply({ kind: 'failed', id, failure: toFailure(error) }),
  });

  let closing = false;
  let wake = () => {};
  port.on('message', (request: Request) => {
    if (request.kind === 'recognize') {
      const words = request.words && readWords(request.words);
      loop.add(openDocument(request.id, request.text, words, model));
    } else if (request.kind === 'cancel') loop.cancel(request.id);
    else closing = true;
    wake();
  });
  reply({ kind: 'ready' });

  while (!closing) {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    // Each call of the graph begins with a turn of the event loop, in which messages come in.
    if (!(await loop.step())) await promise;
  }
  await callInside(settings.gate, () => session.release());
  port.close();
}

function toSent({ start, end, type, score }: MentionSpan) {
  return { start, end, type, score };
}

function* readWords(packed: Uint32Array): Generator<Span> {
  for (let at = 0; at < packed.length; at += 2) yield { start: packed[at] ?? 0, end: packed[at + 1] ?? 0 };
}

function toFailure(error: unknown): SentFailure {
  const cause = error instanceof Error ? `${error.name}: ${String(error.cause ?? error.message)}`.slice(0, 300) : '';
  if (error instanceof PipelineError) return { code: error.code, message: error.message, cause };
  return { code: 'internal', message: 'recognition failed in its thread', cause };
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  serve(port, workerData as ThreadSettings).catch((error: unknown) => {
    port.postMessage({ kind: 'unusable', failure: toFailure(error) } satisfies Reply);
    port.close();
  });
}
