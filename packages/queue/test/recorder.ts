/** Collects what a consumer does and lets a test wait for the n-th event. */
export function openRecorder() {
  const seen: number[] = [];
  let wake = () => {};
  return {
    seen,
    add(documentId: number) {
      seen.push(documentId);
      wake();
    },
    async reach(count: number) {
      while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return seen;
    },
  };
}
