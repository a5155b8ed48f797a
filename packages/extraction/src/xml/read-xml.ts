import sax from 'sax';
import { ExtractionFailure } from '../child/extraction-failure.ts';

/** Attributes by canonical name: `w:val`, or `val` without a namespace. */
export type Attributes = Readonly<Record<string, string>>;

/** What is told about a document, in its order. */
export interface XmlHandlers {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Deeper nesting is no document. */
const MAX_DEPTH = 1000;

/** Streams through XML without building a tree of it.
 *  @param prefixes canonical prefix by namespace; names in other namespaces come as `:local`
 *  @throws {ExtractionFailure} `corrupt` where it is not well formed or nests beyond reason. */
export function readXml(part: Uint8Array, prefixes: Readonly<Record<string, string>>, handlers: XmlHandlers): void {
  // without strictEntities all entities of HTML are known; with positions, attributes over 64 kB (pictures) are errors
  const options = { xmlns: true, position: false, strictEntities: true };
  const stream = sax.parser(true, options);
  const fail = (why: string): never => {
    throw new ExtractionFailure('corrupt', `XML ${why}`);
  };
  const canonical = (uri: string, local: string) => (uri === '' ? local : `${prefixes[uri] ?? ''}:${local}`);
  const names: string[] = [];
  stream.onerror = () => fail('is not well formed');
  stream.ontext = handlers.text;
  stream.oncdata = handlers.text;
  stream.onopentag = (tag) => {
    const { uri, local, attributes } = tag as sax.QualifiedTag;
    if (names.length === MAX_DEPTH) fail('is nested too deeply');
    const name = canonical(uri, local);
    names.push(name);
    const found: Record<string, string> = Object.create(null);
    for (const key in attributes) {
      const attribute = attributes[key];
      if (attribute !== undefined) found[canonical(attribute.uri, attribute.local)] = attribute.value;
    }
    handlers.open(name, found);
  };
  stream.onclosetag = () => handlers.close(names.pop() ?? '');
  for (const piece of decodePieces(part)) stream.write(piece);
  stream.close();
}

const PIECE_BYTES = 1024 * 1024;

function* decodePieces(part: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(findEncoding(part));
  for (let at = 0; at < part.byteLength; at += PIECE_BYTES)
    yield decoder.decode(part.subarray(at, at + PIECE_BYTES), { stream: true });
  yield decoder.decode();
}

/** By byte order mark or the first bytes of a declaration (XML 1.0, appendix F); Office files are UTF-8 or UTF-16. */
function findEncoding([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}
