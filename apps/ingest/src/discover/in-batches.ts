/** Groups items; batches start small, so that the first ones are worked on soon, and double up to `maxSize`. */
export async function* inBatches<Item>(items: AsyncIterable<Item>, maxSize: number): AsyncGenerator<Item[]> {
  let size = 8;
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
    size = Math.min(maxSize, size * 2);
  }
  if (batch.length > 0) yield batch;
}
