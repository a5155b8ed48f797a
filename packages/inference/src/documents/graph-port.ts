import type { MessagePort } from 'node:worker_threads';
import { PipelineError } from '@acervo/runtime';
import { type Call, type CallReply, fromSentFailure } from '../recognizer/messages.ts';

/** A graph thread as the documents thread sees it. */
export interface GraphPort {
  /** Calls that have no answer yet. */
  readonly running: number;
  /** Logits of one call, row-major `[window, token, label]`, padding included.
   *  @throws {PipelineError} what the graph says, or `crashed` (retryable) when its thread died. */
  infer(rows: readonly Int32Array[], padId: number): Promise<Float32Array>;
}

interface Waiting {
  resolve(logits: Float32Array): void;
  reject(error: PipelineError): void;
}

/** Opens the port; `onClosed` hears that the thread behind it is gone, before its calls are rejected. */
export function openGraphPort(port: MessagePort, onClosed: (graph: GraphPort) => void): GraphPort {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const graph: GraphPort = {
    get running() {
      return waiting.size;
    },
    infer(rows, padId) {
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      port.postMessage({ id: lastId, rows, padId } satisfies Call);
      return promise;
    },
  };
  port.on('message', (reply: CallReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('logits' in reply) call?.resolve(reply.logits);
    else call?.reject(fromSentFailure(reply.failure));
  });
  port.on('close', () => {
    onClosed(graph);
    const error = new PipelineError('crashed', 'a thread that ran the graph died', { retryable: true });
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  });
  return graph;
}
