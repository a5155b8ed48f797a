/** A graph thread: opens one session and answers calls, one at a time. */
import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import {
  type Call,
  type CallReply,
  type GraphRequest,
  type GraphSettings,
  STATISTICS,
  type StartReply,
  toSentFailure,
} from '../recognizer/messages.ts';
import { callInside } from './call-gate.ts';
import { inferRows, longestRow } from './infer-rows.ts';
import { openSession } from './open-session.ts';

/** Opens the session and serves the ports that the owner sends until it is asked to close. */
async function serve(owner: MessagePort, settings: GraphSettings): Promise<void> {
  const session = await callInside(settings.gate, () => openSession(settings));
  const labels = settings.model.settings.labels.length;
  const sums = new Float64Array(settings.statistics);
  const add = (name: keyof typeof STATISTICS, value: number) => {
    sums[STATISTICS[name]] = (sums[STATISTICS[name]] ?? 0) + value;
  };

  async function answer({ id, rows, padId }: Call): Promise<CallReply> {
    try {
      const started = performance.now();
      const logits = await callInside(settings.gate, () => inferRows(session, rows, padId, labels));
      add('inferenceMs', performance.now() - started);
      add('calls', 1);
      add('windows', rows.length);
      for (const row of rows) add('tokens', row.length);
      add('paddedTokens', rows.length * longestRow(rows));
      return { id, logits };
    } catch (error) {
      return { id, failure: toSentFailure(error) };
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  owner.on('message', (request: GraphRequest) => {
    if (request.kind === 'serve') {
      const { port } = request;
      port.on('message', (call: Call) => {
        last = last.then(async () => port.postMessage(await answer(call)));
      });
      return;
    }
    owner.close();
    last.then(() => callInside(settings.gate, () => session.release())).then(() => process.exit());
  });
  owner.postMessage({ kind: 'ready' } satisfies StartReply);
}

if (!isMainThread && parentPort !== null) {
  const owner = parentPort;
  serve(owner, workerData as GraphSettings).catch((error: unknown) => {
    owner.postMessage({ kind: 'unusable', failure: toSentFailure(error) } satisfies StartReply);
    owner.close();
  });
}
