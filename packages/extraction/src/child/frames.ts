/** Messages between parent and child, over stdin and stdout: length, kind, a JSON head and bytes. Plain framing instead
 *  of Node's IPC, so that the receiver can count bytes before it takes a message. */
export interface Frame {
  readonly kind: FrameKind;
  /** JSON. */
  readonly head: unknown;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** `document` and `answer` go to the child; all others come back. `page` carries runs (int32), `text` UTF-8, `content` the
 *  bytes of an attachment, `image` graymaps, `reading` what OCR made of them (in its head); `wanted` asks for what was read of a page. */
const FRAME_KINDS = [
  ...(['document', 'ready', 'page', 'text', 'removed', 'attachment', 'outline', 'properties', 'memory'] as const),
  ...(['content', 'image', 'answer', 'reading', 'wanted', 'done', 'failed'] as const),
];
export type FrameKind = (typeof FRAME_KINDS)[number];

/** Bytes before a frame's head: kind (1), length of the head (4), length of the body (6), little endian, padded. */
const PREFIX_BYTES = 12;

/** Bodies up to this many bytes are copied behind their head: one write costs more than that. */
const COPIED_BYTES = 256 * 1024;

/** The bytes of a frame, in the pieces to write one after the other (a large body isn't copied). */
export function encodeFrame(kind: FrameKind, head: unknown, body: Uint8Array = new Uint8Array()): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(head ?? null));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt8(FRAME_KINDS.indexOf(kind), 0);
  prefix.writeUInt32LE(json.length, 1);
  prefix.writeUIntLE(body.byteLength, 5, 6);
  return body.byteLength <= COPIED_BYTES
    ? [Buffer.concat([prefix, json, body])]
    : [Buffer.concat([prefix, json]), body];
}

/** Something that is not a frame came, or one over the limit. */
class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Puts frames together from chunks.
 *  @param maxBytes of one frame */
export class FrameReader {
  readonly #maxBytes: number;
  #prefix = Buffer.alloc(0);
  #open: { kind: FrameKind; headBytes: number; bytes: Uint8Array<ArrayBuffer>; filled: number } | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The frames that `chunk` completes.
   *  @throws {FrameError} */
  *push(chunk: Uint8Array): Generator<Frame> {
    let rest = chunk;
    while (rest.byteLength > 0) {
      if (this.#open === undefined) {
        const missing = PREFIX_BYTES - this.#prefix.byteLength;
        this.#prefix = Buffer.concat([this.#prefix, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (this.#prefix.byteLength < PREFIX_BYTES) return;
        this.#open = this.#start();
        this.#prefix = Buffer.alloc(0);
      }
      const { bytes, filled } = this.#open;
      const piece = rest.subarray(0, bytes.byteLength - filled);
      bytes.set(piece, filled);
      this.#open.filled += piece.byteLength;
      rest = rest.subarray(piece.byteLength);
      if (this.#open.filled < bytes.byteLength) return;
      yield this.#finish(this.#open);
    }
  }

  #start() {
    const kind = FRAME_KINDS[this.#prefix.readUInt8(0)];
    const headBytes = this.#prefix.readUInt32LE(1);
    const length = headBytes + this.#prefix.readUIntLE(5, 6);
    if (kind === undefined) throw new FrameError('unknown kind of frame');
    if (length > this.#maxBytes) throw new FrameError(`frame of ${length} bytes`);
    return { kind, headBytes, bytes: new Uint8Array(length), filled: 0 };
  }

  #finish({ kind, headBytes, bytes }: { kind: FrameKind; headBytes: number; bytes: Uint8Array<ArrayBuffer> }): Frame {
    this.#open = undefined;
    try {
      const head: unknown = JSON.parse(Buffer.from(bytes.buffer, 0, headBytes).toString());
      return { kind, head, body: bytes.subarray(headBytes) };
    } catch (cause) {
      throw new FrameError('head is no JSON', { cause });
    }
  }
}
