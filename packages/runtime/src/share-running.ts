/** Runs work under a key at most once at a time: who comes while it runs shares its outcome. A queue that has lost a lock
 *  (its server was away) may hand the same job to the same process twice. */
export function shareRunning<Result>(): (key: string, work: () => Promise<Result>) => Promise<Result> {
  const running = new Map<string, Promise<Result>>();
  return (key, work) => {
    const known = running.get(key);
    if (known) return known;
    const started = work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
