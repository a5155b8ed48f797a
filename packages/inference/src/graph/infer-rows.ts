import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { modelInvalid } from '../model/model-invalid.ts';

/** One call of the graph: each row as it is, shorter ones padded and masked.
 *  @param rows token ids of each window, special tokens included, at least one each
 *  @returns logits, row-major `[window, token, label]`, padding included.
 *  @throws whatever ONNX Runtime throws; {PipelineError} `model-invalid` where the output has another shape or isn't finite. */
export async function inferRows(
  session: InferenceSession,
  rows: readonly Int32Array[],
  padId: number,
  labels: number,
): Promise<Float32Array> {
  const columns = longestRow(rows);
  const shape = [rows.length, columns];
  const ids = openInt64(rows.length * columns);
  const mask = openInt64(rows.length * columns);
  if (padId !== 0) for (let at = 0; at < ids.low.length; at += 2) ids.low[at] = padId;
  rows.forEach((row, index) => {
    let at = 2 * index * columns;
    for (const id of row) {
      ids.low[at] = id;
      mask.low[at] = 1;
      at += 2;
    }
  });
  const all: Record<string, () => Tensor> = {
    input_ids: () => new Tensor('int64', ids.values, shape),
    attention_mask: () => new Tensor('int64', mask.values, shape),
    token_type_ids: () => new Tensor('int64', new BigInt64Array(rows.length * columns), shape),
  };
  const feeds = Object.fromEntries(session.inputNames.flatMap((name) => (all[name] ? [[name, all[name]()]] : [])));
  const output = (await session.run(feeds))['logits'];
  if (!(output?.data instanceof Float32Array) || output.data.length !== rows.length * columns * labels) {
    throw modelInvalid(`logits has the shape [${output?.dims.join(', ')}], not [${[...shape, labels].join(', ')}]`);
  }
  checkFinite(output.data, rows, columns, labels);
  return output.data;
}

/** Tokens of the longest row: the columns of a batch. */
export function longestRow(rows: readonly Int32Array[]): number {
  return rows.reduce((longest, row) => Math.max(longest, row.length), 0);
}

/** A masked row of padding may hold anything; a window's own rows may not. */
function checkFinite(logits: Float32Array, rows: readonly Int32Array[], columns: number, labels: number): void {
  rows.forEach((row, index) => {
    const start = index * columns * labels;
    const end = start + row.length * labels;
    let sum = 0;
    for (let at = start; at < end; at += 1) sum += Math.abs(logits[at] ?? Number.NaN);
    if (!Number.isFinite(sum)) throw modelInvalid('the graph gives logits that are not finite numbers');
  });
}

/** An int64 array and a view to write small non-negative numbers without making BigInts: `low[2 * index]`
 *  (every platform that ONNX Runtime's binding is built for is little-endian). */
function openInt64(length: number): { values: BigInt64Array; low: Int32Array } {
  const values = new BigInt64Array(length);
  return { values, low: new Int32Array(values.buffer) };
}
