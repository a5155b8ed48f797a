/** The object identifier of CMS signed data, 1.2.840.113549.1.7.2, with tag and length. */
const SIGNED_DATA = '06092a864886f70d010702';
const HEAD_BYTES = 1024;
const [SEQUENCE, CONTEXT_0, CONSTRUCTED] = [0x30, 0xa0, 0x20];

/** Whether the first bytes of a file are those of CMS signed data (RFC 5652, 5.1), and whether what is signed is in it or
 *  (`detached`) in another file. Only the headers are walked over; text is taken for base64.
 *  @param isNamed whether the file's name says so, which base64 without lines around it needs */
export function sniffSignedData(bytes: Uint8Array, isNamed: boolean): 'holding' | 'detached' | undefined {
  const head = binaryHead(bytes, isNamed);
  if (head === undefined) return undefined;
  const wrapper = readHeader(head, 0);
  if (wrapper?.tag !== SEQUENCE || !startsWith(head, wrapper.start, SIGNED_DATA)) return undefined;
  // [0] { SEQUENCE { version, digestAlgorithms, SEQUENCE { contentType, [0]? } } }
  const explicit = readHeader(head, wrapper.start + SIGNED_DATA.length / 2);
  const signedData = explicit && readHeader(head, explicit.start);
  const version = signedData && readHeader(head, signedData.start);
  const algorithms = version && readHeader(head, version.end ?? 0);
  const content = algorithms && readHeader(head, algorithms.end ?? skipIndefinite(head, algorithms.start));
  const type = content && readHeader(head, content.start);
  if (content === undefined || type?.end === undefined) return 'holding'; // longer than what is looked at: extraction tells
  const isOver = content.end !== undefined && type.end >= content.end;
  return !isOver && head[type.end] === CONTEXT_0 ? 'holding' : 'detached';
}

function binaryHead(bytes: Uint8Array, isNamed: boolean): Uint8Array | undefined {
  if (bytes[0] === SEQUENCE) return bytes.subarray(0, HEAD_BYTES);
  const text = Buffer.from(bytes.subarray(0, 2 * HEAD_BYTES)).toString('latin1');
  const lines = /^-----BEGIN (?:PKCS7|CMS)-----\s*([A-Za-z0-9+/=\s]*)/.exec(text)?.[1];
  const body = lines ?? (isNamed && /^MI[A-Za-z0-9+/=\s]*$/.test(text) ? text : undefined);
  return body === undefined ? undefined : Buffer.from(body, 'base64');
}

/** A BER header (X.690, 8.1): where the content starts, and where it ends unless its length is indefinite. */
function readHeader(
  bytes: Uint8Array,
  at: number,
): { tag: number; start: number; end: number | undefined } | undefined {
  const [tag, length] = bytes.subarray(at, at + 2);
  if (tag === undefined || length === undefined) return undefined;
  if (length < 0x80) return { tag, start: at + 2, end: at + 2 + length };
  const count = length & 0x7f;
  if (count === 0) return { tag, start: at + 2, end: undefined };
  const value = bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { tag, start: at + 2 + count, end: at + 2 + count + value };
}

/** Behind the two zeros that end it. */
function skipIndefinite(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !(bytes[at] === 0 && bytes[at + 1] === 0)) {
    const header = readHeader(bytes, at);
    if (header === undefined) return bytes.length;
    at = header.end ?? ((header.tag & CONSTRUCTED) === 0 ? bytes.length : skipIndefinite(bytes, header.start));
  }
  return at + 2;
}

function startsWith(bytes: Uint8Array, at: number, hex: string): boolean {
  return Buffer.from(bytes.subarray(at, at + hex.length / 2)).toString('hex') === hex;
}
