/** Signals that arrive this close together are one: a terminal's Ctrl-C reaches both the launcher and us. */
const SAME_MS = 400;

/** What Ctrl-C does to a command. */
export interface Interrupt extends Disposable {
  /** Fires at the first SIGINT, SIGTERM or SIGHUP, or when the launcher was killed. */
  readonly signal: AbortSignal;
}

/** Listens for the wish to stop. A second signal, later than a moment after the first, ends the process at once with
 *  code 130; its children notice and stop by themselves. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (first === 0) first = Date.now();
    else if (Date.now() - first > SAME_MS) process.exit(130);
    controller.abort();
  };
  const abort = () => controller.abort();
  const names: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];
  for (const name of names) process.on(name, stop);
  process.on('disconnect', abort);
  process.channel?.unref();
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of names) process.off(name, stop);
      process.off('disconnect', abort);
    },
  };
}
