/** A time limit that stands still while others are waited for. */
export interface Deadline {
  start(): void;
  /** Counts from the beginning, unless it was stopped. */
  restart(): void;
  stop(): void;
  /** Does not count the time `work` takes. */
  without<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** @param onOver is called once the time is over */
export function openDeadline(timeoutMs: number, onOver: () => void): Deadline {
  let timer: NodeJS.Timeout | undefined;
  let leftMs = 0;
  let since = 0;
  let pauses = 0;
  let isOn = false;
  const go = () => {
    clearTimeout(timer);
    if (!isOn || pauses > 0) return;
    since = performance.now();
    timer = setTimeout(onOver, leftMs);
  };
  const restart = () => {
    leftMs = timeoutMs;
    go();
  };
  return {
    start() {
      isOn = true;
      restart();
    },
    restart,
    stop() {
      isOn = false;
      clearTimeout(timer);
    },
    async without(work) {
      if (pauses === 0) leftMs -= performance.now() - since;
      pauses += 1;
      clearTimeout(timer);
      try {
        return await work();
      } finally {
        pauses -= 1;
        go();
      }
    },
  };
}
