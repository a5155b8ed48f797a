/** Share of labels that are equal, O included, 0..1; 0 where there are none.
 *  Source: seqeval's `accuracy_score`, compared in the tests.
 *  @param gold `[document][label]`
 *  @param predicted `[document][label]`, as many labels in each document
 *  @throws {RangeError} when the numbers of labels differ. */
export function labelAccuracy(gold: readonly (readonly string[])[], predicted: readonly (readonly string[])[]): number {
  let equal = 0;
  let all = 0;
  gold.forEach((labels, document) => {
    const given = predicted[document] ?? [];
    if (given.length !== labels.length)
      throw new RangeError(`document ${document} has ${labels.length} labels, ${given.length} predicted ones`);
    all += labels.length;
    equal += labels.filter((label, at) => label === given[at]).length;
  });
  return all === 0 ? 0 : equal / all;
}
