/** A bell that one loop sleeps on: it wakes after a time at the latest, or at once when somebody rings. */
export interface Pulse {
  /** Wakes the sleeper; rung while nobody sleeps, the next sleep ends at once. */
  ring(): void;
  /** Ends after `timeoutMs`, when rung, or when the signal fires; never throws. */
  sleep(timeoutMs: number, signal: AbortSignal): Promise<void>;
}

/** Opens a pulse for one sleeper. */
export function openPulse(): Pulse {
  let rung = false;
  let wake = () => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async sleep(timeoutMs, signal) {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          const timer = setTimeout(wake, timeoutMs);
          signal.addEventListener('abort', wake);
        });
      }
      rung = false;
    },
  };
}
