import type { MessagePort } from 'node:worker_threads';
import { closeCallGate, openCallGate } from '../graph/call-gate.ts';
import type { GraphRequest, GraphSettings } from './messages.ts';
import { startThread, type Thread } from './start-thread.ts';

/** A thread with a session of its own, which answers calls on the ports it is given. */
export interface GraphThread extends Pick<Thread<never>, 'ready' | 'worker'> {
  /** Gives it a port to take calls from. */
  connect(port: MessagePort): void;
  /** Lets it end the call that is running, release its session and exit. */
  close(): Promise<void>;
  /** Keeps it out of the graph for good, waiting for the call that is running: before the process ends. Blocks. */
  shut(): void;
}

/** Longer than any call takes; after it the process ends all the same. */
const SHUT_TIMEOUT_MS = 5_000;

/** Starts the thread. `onReady` hears that its session is open, `onDied` that it is gone, unless it was closed. */
export function openGraphThread(
  given: Omit<GraphSettings, 'gate'>,
  events: { onReady(): void; onDied(wasReady: boolean): void },
): GraphThread {
  const settings: GraphSettings = { ...given, gate: openCallGate() };
  let closing = false;
  const thread = startThread<GraphRequest, never>(new URL('../graph/main.ts', import.meta.url), settings, {
    onReady: events.onReady,
    onReply: () => {},
    onExit({ wasReady }) {
      if (!closing) events.onDied(wasReady);
    },
  });
  return {
    ready: thread.ready,
    worker: thread.worker,
    connect: (port) => thread.post({ kind: 'serve', port }, [port]),
    async close() {
      closing = true;
      thread.post({ kind: 'close' });
      await thread.exited;
    },
    shut: () => closeCallGate(settings.gate, SHUT_TIMEOUT_MS),
  };
}
