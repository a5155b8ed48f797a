import { decodeCodePage850 } from './code-page-850.ts';

/** How much of a text is looked at to tell its encoding. */
const SAMPLE_BYTES = 256 * 1024;
/** One broken byte among so many good characters leaves it UTF-8. */
const GOOD_PER_BROKEN = 20;

/** Decodes text whose encoding nobody states: by byte order mark, as UTF-16 by its zeros, as UTF-8 where it is valid (but
 *  for a few broken bytes), else as the one of windows-1252, code page 850 and Mac Roman in which it looks most like
 *  Portuguese. */
export function decodeText(bytes: Uint8Array): string {
  return decoderOf(bytes)(bytes);
}

type Decode = (bytes: Uint8Array) => string;

const using =
  (encoding: string): Decode =>
  (bytes) =>
    new TextDecoder(encoding).decode(bytes);

function decoderOf(bytes: Uint8Array): Decode {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return using('utf-16le');
  if (first === 0xfe && second === 0xff) return using('utf-16be');
  if (first === 0xef && second === 0xbb && third === 0xbf) return using('utf-8');
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = findWide(sample);
  if (wide !== undefined) return using(wide);
  // the whole of it: one accent at the end decides as well as one at the beginning
  if (isUtf8(bytes)) return using('utf-8');
  const candidates = [using('windows-1252'), decodeCodePage850, using('macintosh')];
  const scored = candidates.map((decode) => ({ decode, score: scorePortuguese(decode(sample)) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).decode;
}

/** Portuguese in UTF-16 has a zero in nearly every second byte. */
function findWide(sample: Uint8Array): string | undefined {
  const zeros: [even: number, odd: number] = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const pairs = sample.byteLength / 2;
  if (zeros[1] > 0.7 * pairs && zeros[0] < 0.1 * pairs) return 'utf-16le';
  if (zeros[0] > 0.7 * pairs && zeros[1] < 0.1 * pairs) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let good = 0;
  let broken = 0;
  for (const [character] of text.matchAll(/[^\0-\x7f]/gu)) {
    if (character === '\ufffd') broken += 1;
    else good += 1;
  }
  return good >= GOOD_PER_BROKEN * broken;
}

/** Accented letters where Portuguese has them count for an encoding, every other character beyond ASCII against it. */
function scorePortuguese(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const letters =
    count(/(?<=[a-zA-ZçãõáéíóúâêôÁÉÍÓÚ])[áàâãéêíóôõúüç]|[áàâãéêíóôõúüç](?=[a-z])/g) +
    count(/(?<![a-z])[ÁÀÂÃÉÊÍÓÔÕÚÜÇ]/g);
  const marks = count(/[\dnN][ºª°]|[“”‘’–—•§«»…]|\u00a0/g);
  return 3 * letters + marks - count(/[^\0-\x7f]/g);
}
