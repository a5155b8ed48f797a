import { setImmediate as nextTurn } from 'node:timers/promises';

/** The event loop gets a turn this often, since this process also renews the queue's locks. */
const SLICE_MS = 8;

/** What `steps` return; other work gets its turn between them. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  let sliceEnd = performance.now() + SLICE_MS;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() <= sliceEnd) continue;
    await nextTurn();
    sliceEnd = performance.now() + SLICE_MS;
  }
}
