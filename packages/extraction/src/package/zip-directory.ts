import { ExtractionFailure } from '../child/extraction-failure.ts';

/** One file in a zip, still compressed. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly bytes: Uint8Array;
  /** What the directory claims. */
  readonly inflatedBytes: number;
}

const MAX_ENTRIES = 20_000;

/** The entries of a zip by its central directory (APPNOTE 6.3.10, 4.3.12), as every reader of Office files takes them.
 *  @throws {ExtractionFailure} `corrupt` */
export function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return [...listEntries(view)];
  } catch (error) {
    if (error instanceof ExtractionFailure) throw error;
    throw new ExtractionFailure('corrupt', 'zip directory points outside of the file');
  }
}

function* listEntries(view: Buffer): Generator<ZipEntry> {
  const end = view.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new ExtractionFailure('corrupt', 'zip without directory');
  const count = view.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new ExtractionFailure('too-large', `${count} entries`);
  // junk before the zip moves everything: offsets count from where the directory says it starts
  const shift = end - view.readUInt32LE(end + 12) - view.readUInt32LE(end + 16);
  let at = view.readUInt32LE(end + 16) + shift;
  for (let index = 0; index < count; index++) {
    if (view.readUInt32LE(at) !== 0x02014b50) throw new ExtractionFailure('corrupt', 'damaged zip directory');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset));
    const name = view.toString('utf8', at + 46, at + 46 + (nameBytes ?? 0)).replaceAll('\\', '/');
    const flags = view.readUInt16LE(at + 8);
    if ((flags & 1) === 1) throw new ExtractionFailure('encrypted', 'encrypted zip entry');
    const local = view.readUInt32LE(at + 42) + shift;
    const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
    const size = view.readUInt32LE(at + 20);
    if (start + size > view.length) throw new ExtractionFailure('corrupt', 'zip entry is cut off');
    const bytes = view.subarray(start, start + size);
    yield { name, method: view.readUInt16LE(at + 10), bytes, inflatedBytes: view.readUInt32LE(at + 24) };
    at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
}
