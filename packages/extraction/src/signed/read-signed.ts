import { Constructed, fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { ExtractionFailure } from '../child/extraction-failure.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** The content that a CMS container signs (RFC 5652, 5.1 and 5.2): what a `.p7s` holds beside its signatures, which are not
 *  checked.
 *  @throws {ExtractionFailure} `corrupt`; `unsupported-type` for a signature whose content is in another file. */
export function readSigned(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const binary = fromText(bytes);
  const { result, offset } = parse(binary);
  if (offset < 0) throw new ExtractionFailure('corrupt', 'damaged CMS container');
  const [type, wrapped] = childrenOf(result);
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== SIGNED_DATA)
    throw new ExtractionFailure('unsupported-type', 'CMS of another kind');
  const [, , content] = childrenOf(childrenOf(wrapped)[0]);
  const octets = childrenOf(childrenOf(content)[1])[0];
  if (octets === undefined) throw new ExtractionFailure('unsupported-type', 'a signature without what it signs');
  if (!(octets instanceof OctetString)) throw new ExtractionFailure('corrupt', 'damaged CMS container');
  return new Uint8Array(octets.getValue());
}

function parse(binary: Uint8Array<ArrayBuffer>): { result: unknown; offset: number } {
  try {
    return fromBER(binary);
  } catch {
    return { result: undefined, offset: -1 };
  }
}

function childrenOf(node: unknown): unknown[] {
  return node instanceof Sequence || node instanceof Constructed ? node.valueBlock.value : [];
}

/** Base64 with or without the lines around it, or the bytes as they are. */
function fromText(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0x30) return bytes;
  const text = Buffer.from(bytes).toString('latin1');
  const body = /-----BEGIN [^-]+-----([^-]*)/.exec(text)?.[1] ?? text;
  return new Uint8Array(Buffer.from(body, 'base64'));
}
