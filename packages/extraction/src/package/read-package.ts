import { Inflate } from 'fflate';
import { ExtractionFailure } from '../child/extraction-failure.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

/** Inflated bytes of all XML parts of a package, at most. */
const MAX_XML_BYTES = 128 * 1024 * 1024;
/** What an entry may claim to inflate to, and how often its size: text reaches about 30, bombs 1,000. */
const MAX_ENTRY_BYTES = 256 * 1024 * 1024;
const MAX_RATIO = 200;

/** An Office package as far as it is read. */
export interface OfficePackage {
  /** The XML parts by path. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Paths of everything else: pictures, fonts, data of other programs. */
  readonly unread: readonly string[];
}

/** Reads the XML parts of an Office package, inflated under a limit that counts what really comes out. Other parts are
 *  never inflated, but refused when they claim to be bombs.
 *  @throws {ExtractionFailure} `corrupt` if this is no readable zip or a part declares a DTD (entities can explode;
 *  ECMA-376 part 2, 8.2.5 forbids them), `too-large` over a limit. */
export function readPackage(bytes: Uint8Array): OfficePackage {
  const parts = new Map<string, Uint8Array>();
  const unread: string[] = [];
  let left = MAX_XML_BYTES;
  for (const entry of readDirectory(bytes)) {
    if (entry.inflatedBytes > MAX_ENTRY_BYTES && entry.inflatedBytes > MAX_RATIO * entry.bytes.byteLength) {
      throw new ExtractionFailure('too-large', `an entry claims ${entry.inflatedBytes} bytes`);
    }
    if (!/\.(xml|rels)$/i.test(entry.name) || /^customXml\//i.test(entry.name)) {
      unread.push(entry.name);
      continue;
    }
    const part = inflate(entry, left);
    left -= part.byteLength;
    if (declaresDtd(part)) throw new ExtractionFailure('corrupt', 'a part declares a DTD');
    parts.set(entry.name, part);
  }
  return { parts, unread };
}

function inflate({ bytes, method }: ZipEntry, maxBytes: number): Uint8Array {
  if (method !== 0 && method !== 8) throw new ExtractionFailure('corrupt', `zip method ${method}`);
  const chunks: Uint8Array[] = [];
  let total = 0;
  const take = (chunk: Uint8Array) => {
    total += chunk.byteLength;
    if (total > maxBytes) throw new ExtractionFailure('too-large', `over ${MAX_XML_BYTES} bytes of XML`);
    chunks.push(chunk);
  };
  if (method === 0) take(bytes);
  else inflateInto(bytes, take);
  return Buffer.concat(chunks);
}

/** Input is fed in small pieces: one piece of deflate data cannot become more than about 1,032 times its size. */
const PIECE_BYTES = 16 * 1024;

function inflateInto(bytes: Uint8Array, take: (chunk: Uint8Array) => void): void {
  const stream = new Inflate((chunk) => take(chunk));
  try {
    for (let at = 0; at < bytes.byteLength || at === 0; at += PIECE_BYTES) {
      stream.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.byteLength);
    }
  } catch (error) {
    if (error instanceof ExtractionFailure) throw error;
    throw new ExtractionFailure('corrupt', 'damaged deflate data');
  }
}

/** In UTF-8 and UTF-16, as bytes: Node's own search for UTF-16 may never end where they begin at an odd offset. */
const DTD_MARKS = [Buffer.from('<!DOCTYPE'), Buffer.from('<!DOCTYPE', 'utf16le'), Buffer.from('\0<\0!\0D\0O\0C')];

/** Text cannot hold it: its `<` is written as an entity. */
function declaresDtd(part: Uint8Array): boolean {
  const head = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  return DTD_MARKS.some((mark) => head.includes(mark));
}
