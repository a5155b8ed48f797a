import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Watches how long this process's event loop is held up: queue locks are renewed on it, so it must stay free. */
export function watchEventLoop(): { p99Ms(): number; maxMs(): number } & Disposable {
  const resolutionMs = 10;
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const delay = (nanoseconds: number) => Math.max(0, Math.round(nanoseconds / 1e6 - resolutionMs));
  return {
    p99Ms: () => delay(histogram.percentile(99)),
    maxMs: () => delay(histogram.max),
    [Symbol.dispose]: () => histogram.disable(),
  };
}
