/** Waits for the first of the promises, `timeoutMs` at most. True when one of them was settled in time. */
export async function before(timeoutMs: number, ...promises: Promise<unknown>[]): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), timeoutMs);
  const first = await Promise.race([...promises, late]);
  clearTimeout(timer);
  return first !== 'late';
}
