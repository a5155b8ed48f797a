/** An AbortSignal that fires on the first SIGINT or SIGTERM (on Windows also SIGBREAK and a parent's 'disconnect').
 *  A second signal ends the process at once with code 130. */
export function listenForShutdown(): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
  for (const name of signals) process.on(name, stop);
  process.on('disconnect', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of signals) process.off(name, stop);
      process.off('disconnect', stop);
    },
  };
}
