/** The documents thread: cuts documents into windows, has them read by the graph threads, decodes what comes back. */
import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { MentionSpan, Span } from '@acervo/ner-core';
import {
  type DocumentsReply,
  type DocumentsRequest,
  type DocumentsSettings,
  type StartReply,
  toSentFailure,
} from '../recognizer/messages.ts';
import { openDocument } from './document.ts';
import { countWindowsInCalls, openDocumentsLoop } from './documents-loop.ts';
import { openGraphPort } from './graph-port.ts';
import { loadModel } from './load-model.ts';

/** Serves the owner until it asks to close. */
async function serve(owner: MessagePort, { model: folder, graphs, ...settings }: DocumentsSettings): Promise<void> {
  const reply = (message: DocumentsReply | StartReply) => owner.postMessage(message);
  const model = await loadModel(folder);
  const { dynamicallyQuantized, windowTokens } = folder.settings;
  const batchTokens = dynamicallyQuantized ? 0 : settings.batchTokens;
  const loop = openDocumentsLoop({
    tokenizer: model.tokenizer,
    labels: model.scheme.labels,
    batchTokens,
    windowsInCalls: countWindowsInCalls(graphs, batchTokens, windowTokens),
    onMentions: (id, mentions) => reply({ kind: 'mentions', id, mentions: mentions.map(toSent) }),
    onDone: (id, counts) => reply({ kind: 'done', id, counts }),
    onFailed: (id, error) => reply({ kind: 'failed', id, failure: toSentFailure(error) }),
  });
  owner.on('message', (request: DocumentsRequest) => {
    if (request.kind === 'recognize') {
      const words = request.words && readWords(request.words);
      loop.add(openDocument(request.id, request.text, words, model));
    } else if (request.kind === 'cancel') loop.cancel(request.id);
    else if (request.kind === 'graph') loop.addGraph(openGraphPort(request.port, loop.removeGraph));
    else process.exit();
  });
  reply({ kind: 'ready' });
}

function toSent({ start, end, type, score }: MentionSpan) {
  return { start, end, type, score };
}

function* readWords(packed: Uint32Array): Generator<Span> {
  for (let at = 0; at < packed.length; at += 2) yield { start: packed[at] ?? 0, end: packed[at + 1] ?? 0 };
}

if (!isMainThread && parentPort !== null) {
  const owner = parentPort;
  serve(owner, workerData as DocumentsSettings).catch((error: unknown) => {
    owner.postMessage({ kind: 'unusable', failure: toSentFailure(error) } satisfies StartReply);
    owner.close();
  });
}
