/** An AbortSignal that fires on the first SIGINT or SIGTERM (on Windows also SIGBREAK), or when a parent that holds
 *  an IPC channel closes it or dies. A second signal ends the process at once with code 130; a closed channel never
 *  counts as that second one: on a terminal's Ctrl-C both may arrive. */
export function listenForShutdown(): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let signals = 0;
  const stop = () => {
    signals += 1;
    if (signals > 1) process.exit(130);
    abort();
  };
  const names: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
  for (const name of names) process.on(name, stop);
  process.on('disconnect', abort);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of names) process.off(name, stop);
      process.off('disconnect', abort);
    },
  };
}
