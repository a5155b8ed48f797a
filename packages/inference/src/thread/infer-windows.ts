import type { Tokenizer, Window } from '@acervo/ner-core';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { modelInvalid } from '../model/model-invalid.ts';

/** [CLS] before and [SEP] after a window's tokens. */
export const SPECIAL_TOKENS = 2;

/** What the graph said about a batch of windows. */
export interface BatchLogits {
  /** Row-major `[window, token, label]`, special tokens and padding included. */
  readonly logits: Float32Array;
  /** Where the row of the first token (after [CLS]) of each window begins. */
  readonly offsets: readonly number[];
}

/** One call of the graph: `[CLS] tokens… [SEP]` in each row, shorter rows padded and masked.
 *  @throws whatever ONNX Runtime throws; {PipelineError} `model-invalid` where the output has another shape or isn't finite. */
export async function inferWindows(
  session: InferenceSession,
  { clsId, sepId, padId }: Pick<Tokenizer, 'clsId' | 'sepId' | 'padId'>,
  windows: readonly Pick<Window, 'tokens'>[],
  labels: number,
): Promise<BatchLogits> {
  const columns = Math.max(...windows.map((window) => window.tokens.length)) + SPECIAL_TOKENS;
  const shape = [windows.length, columns];
  const ids = openInt64(windows.length * columns);
  const mask = openInt64(windows.length * columns);
  if (padId !== 0) for (let at = 0; at < ids.low.length; at += 2) ids.low[at] = padId;
  windows.forEach(({ tokens }, row) => {
    let at = row * columns;
    ids.low[2 * at] = clsId;
    for (const token of tokens) ids.low[2 * ++at] = token.id;
    ids.low[2 * ++at] = sepId;
    for (let filled = row * columns; filled <= at; filled += 1) mask.low[2 * filled] = 1;
  });
  const all: Record<string, () => Tensor> = {
    input_ids: () => new Tensor('int64', ids.values, shape),
    attention_mask: () => new Tensor('int64', mask.values, shape),
    token_type_ids: () => new Tensor('int64', new BigInt64Array(windows.length * columns), shape),
  };
  const feeds = Object.fromEntries(session.inputNames.flatMap((name) => (all[name] ? [[name, all[name]()]] : [])));
  const output = (await session.run(feeds))['logits'];
  if (!(output?.data instanceof Float32Array) || output.data.length !== windows.length * columns * labels) {
    throw modelInvalid(`logits has the shape [${output?.dims.join(', ')}], not [${[...shape, labels].join(', ')}]`);
  }
  const logits = output.data;
  checkFinite(logits, windows, columns, labels);
  return { logits, offsets: windows.map((_, row) => (row * columns + 1) * labels) };
}

/** A masked row of padding may hold anything; a window's own rows may not. */
function checkFinite(
  logits: Float32Array,
  windows: readonly Pick<Window, 'tokens'>[],
  columns: number,
  labels: number,
) {
  windows.forEach(({ tokens }, row) => {
    const start = row * columns * labels;
    const end = start + (tokens.length + SPECIAL_TOKENS) * labels;
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
