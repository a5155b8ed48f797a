/** A gate between a recognizer thread and the end of its process, in shared memory. A thread that is ended inside of a call of
 *  the graph (`process.exit`, `terminate`) makes onnxruntime-node 1.30 abort the whole process with an uncaught Napi::Error; so
 *  the end waits until the thread is outside, and the thread does not go in again. */
export type CallGate = Int32Array<SharedArrayBuffer>;

const OUTSIDE = 0;
const INSIDE = 1;
const CLOSED = 2;

/** An open gate, for one thread. */
export function openCallGate(): CallGate {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** In the thread: runs the call inside of the gate. Once the gate is closed the thread sleeps here until it is ended. */
export async function callInside<T>(gate: CallGate, call: () => Promise<T>): Promise<T> {
  while (Atomics.compareExchange(gate, 0, OUTSIDE, INSIDE) === CLOSED) Atomics.wait(gate, 0, CLOSED);
  try {
    return await call();
  } finally {
    Atomics.store(gate, 0, OUTSIDE);
    Atomics.notify(gate, 0);
  }
}

/** From outside: blocks until the thread has left its call, at most `timeoutMs`, and keeps it out. */
export function closeCallGate(gate: CallGate, timeoutMs: number): void {
  const deadline = performance.now() + timeoutMs;
  while (Atomics.compareExchange(gate, 0, OUTSIDE, CLOSED) === INSIDE) {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return;
    Atomics.wait(gate, 0, INSIDE, leftMs);
  }
}
