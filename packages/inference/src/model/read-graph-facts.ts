import { type FileHandle, open } from 'node:fs/promises';
import { modelInvalid } from './model-invalid.ts';

/** What must be known of a graph before a session opens. */
export interface GraphFacts {
  /** Distinct `location`s of weights that are stored in other files, sorted. */
  readonly externalData: readonly string[];
  /** Whether a node quantizes activations by the range of the whole batch. */
  readonly dynamicallyQuantized: boolean;
}

// Field numbers of onnx.proto3 (ONNX IR, github.com/onnx/onnx).
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const GRAPH_INITIALIZER = 5;
const NODE_OPERATOR = 4;
const TENSOR_EXTERNAL_DATA = 13;
const ENTRY_KEY = 1;
const ENTRY_VALUE = 2;

/** Reads the graph's protobuf without its weights: fields that don't matter are stepped over, so a 2 GB file costs a few reads.
 *  @throws {PipelineError} `model-invalid` where the file is not an ONNX model. */
export async function readGraphFacts(path: string): Promise<GraphFacts> {
  await using file = await open(path);
  const { size } = await file.stat();
  const reader = new ProtobufReader(file);
  const locations = new Set<string>();
  let graphs = 0;
  let dynamicallyQuantized = false;
  try {
    for await (const top of reader.fields(0, size)) {
      if (top.number !== MODEL_GRAPH) continue;
      graphs += 1;
      for await (const part of reader.fields(top.start, top.end)) {
        if (part.number === GRAPH_NODE) {
          for await (const field of reader.fields(part.start, part.end)) {
            if (field.number !== NODE_OPERATOR) continue;
            dynamicallyQuantized ||= (await reader.text(field)).startsWith('DynamicQuantize');
          }
        }
        if (part.number === GRAPH_INITIALIZER) {
          for await (const field of reader.fields(part.start, part.end)) {
            if (field.number === TENSOR_EXTERNAL_DATA) await addLocation(reader, field, locations);
          }
        }
      }
    }
  } catch (error) {
    throw modelInvalid('model.onnx is damaged or not an ONNX model: fetch or export it again', error);
  }
  if (graphs !== 1) throw modelInvalid('model.onnx is not an ONNX model: fetch or export it again');
  return { externalData: [...locations].sort(), dynamicallyQuantized };
}

async function addLocation(reader: ProtobufReader, entry: Field, locations: Set<string>): Promise<void> {
  let key = '';
  let value = '';
  for await (const field of reader.fields(entry.start, entry.end)) {
    if (field.number === ENTRY_KEY) key = await reader.text(field);
    if (field.number === ENTRY_VALUE) value = await reader.text(field);
  }
  if (key === 'location') locations.add(value);
}

/** A length-delimited field: its number and the byte range `[start, end)` of its content. Others come with an empty range. */
interface Field {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Steps through protobuf messages in a file (protobuf.dev/programming-guides/encoding), 64 KiB at a time. */
class ProtobufReader {
  readonly #file: FileHandle;
  #page = Buffer.alloc(0);
  #pageStart = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async *fields(start: number, end: number): AsyncGenerator<Field> {
    let at = start;
    while (at < end) {
      const tag = await this.#varint(at);
      at += tag.bytes;
      const number = Math.floor(tag.value / 8);
      const wire = tag.value % 8;
      if (number === 0) throw new RangeError('field number 0');
      if (wire === 0) at += (await this.#varint(at)).bytes;
      else if (wire === 1) at += 8;
      else if (wire === 5) at += 4;
      else if (wire === 2) {
        const length = await this.#varint(at);
        at += length.bytes;
        if (at + length.value > end) throw new RangeError('a field ends beyond its message');
        yield { number, start: at, end: at + length.value };
        at += length.value;
      } else throw new RangeError('unknown wire type');
    }
  }

  async text(field: Field): Promise<string> {
    const bytes = Buffer.alloc(Math.min(field.end - field.start, 4096));
    await this.#file.read(bytes, 0, bytes.length, field.start);
    return bytes.toString('utf8');
  }

  async #varint(at: number): Promise<{ value: number; bytes: number }> {
    let value = 0;
    for (let index = 0; index < 10; index += 1) {
      const byte = await this.#byte(at + index);
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return { value, bytes: index + 1 };
    }
    throw new RangeError('a number has no end');
  }

  async #byte(at: number): Promise<number> {
    if (at < this.#pageStart || at >= this.#pageStart + this.#page.length) {
      const page = Buffer.alloc(65_536);
      const { bytesRead } = await this.#file.read(page, 0, page.length, at);
      this.#page = page.subarray(0, bytesRead);
      this.#pageStart = at;
    }
    const byte = this.#page[at - this.#pageStart];
    if (byte === undefined) throw new RangeError('the file ends within a field');
    return byte;
  }
}
