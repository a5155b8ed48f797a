import { PipelineError } from '@acervo/runtime';

/** Hands out `count` places, first come, first served. */
export function openSlots(count: number): { take(signal: AbortSignal): Promise<Disposable> } {
  const waiting: (() => void)[] = [];
  let free = count;
  const giveBack = () => {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  return {
    /** @throws {PipelineError} `stopped` (retryable) if `signal` fires first. */
    async take(signal) {
      if (signal.aborted) throw stopped();
      if (free > 0) free--;
      else {
        await new Promise<void>((resolve, reject) => {
          const enter = () => {
            signal.removeEventListener('abort', leave);
            resolve();
          };
          const leave = () => {
            waiting.splice(waiting.indexOf(enter), 1);
            reject(stopped());
          };
          waiting.push(enter);
          signal.addEventListener('abort', leave, { once: true });
        });
      }
      return { [Symbol.dispose]: giveBack };
    },
  };
}

function stopped(): PipelineError {
  return new PipelineError('stopped', 'extraction was stopped', { retryable: true });
}
