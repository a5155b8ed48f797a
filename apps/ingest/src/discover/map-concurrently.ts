/** Maps items with at most `limit` calls at once; results in the items' order. After a rejection nothing new begins, and
 *  the first one rejects the whole when those that run are through. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const entries = items.entries();
  const errors: unknown[] = [];
  const take = async () => {
    for (const [index, item] of entries) {
      try {
        results[index] = await map(item);
      } catch (error) {
        errors.push(error);
      }
      if (errors.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, take));
  if (errors.length > 0) throw errors[0];
  return results;
}
