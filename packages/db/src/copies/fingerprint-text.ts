import { createHash } from 'node:crypto';

/** What tells copies of a text, as it is stored with the document. */
export interface Fingerprint {
  /** SHA-256 of the text in UTF-8 without its white space. */
  readonly bareTextHash: Buffer;
  /** {@link SKETCH_BINS} bytes; 0: no shingle fell into the bin. */
  readonly sketch: Buffer;
}

/** Changes with whatever changes fingerprints: those made in another way are made anew. */
export const FINGERPRINT_METHOD = 1;
/** Words (letters and digits) that a text must have to be told from others by what it says. */
export const MIN_WORDS = 50;
/** The similarity, of 0..1, from which two texts are nearly the same. */
export const NEAR = 0.9;

const SHINGLE_WORDS = 5;
const SKETCH_BINS = 512;
const BANDS = 10;
const ROWS = 12;
/** UTF-16 units between two steps. */
const STEP_UNITS = 65_536;

/** Fingerprints a text; each step is some milliseconds of work. Undefined for a text of fewer than {@link MIN_WORDS} words:
 *  forms and stamps of a line or two are the same in documents that are not.
 *
 *  The sketch is that of one permutation (Li, Owen and Zhang, *One Permutation Hashing*, NIPS 2012) of the text's shingles of
 *  five words, case and punctuation aside (Broder, *On the resemblance and containment of documents*, 1997): each shingle is
 *  hashed once and falls into a bin, which keeps 8 bits of its least hash (Li and König, *b-Bit Minwise Hashing*, WWW 2010). */
export function* fingerprintText(text: string): Generator<void, Fingerprint | undefined> {
  const hash = createHash('sha256');
  for (let from = 0; from < text.length; ) {
    const to = cutAt(text, from + STEP_UNITS);
    hash.update(text.slice(from, to).replace(/\s+/g, ''));
    from = to;
    yield;
  }
  const least = new Uint32Array(SKETCH_BINS).fill(0xffff_ffff);
  const last = new Uint32Array(SHINGLE_WORDS);
  let words = 0;
  let stepEnd = STEP_UNITS;
  const folded = text.toLowerCase();
  for (const { 0: word, index } of folded.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    last[words++ % SHINGLE_WORDS] = hashUnits(word);
    if (words >= SHINGLE_WORDS) {
      let shingle = 0;
      for (let at = words; at < words + SHINGLE_WORDS; at++)
        shingle = Math.imul(shingle, 0x01000193) + (last[at % SHINGLE_WORDS] ?? 0);
      const mixed = mix(shingle);
      const bin = mixed % SKETCH_BINS;
      least[bin] = Math.min(least[bin] ?? 0, Math.floor(mixed / SKETCH_BINS));
    }
    if (index < stepEnd) continue;
    stepEnd = index + STEP_UNITS;
    yield;
  }
  if (words < MIN_WORDS) return undefined;
  const sketch = Buffer.from(least.map((value) => (value === 0xffff_ffff ? 0 : 1 + (value % 255))));
  return { bareTextHash: hash.digest(), sketch };
}

/** How much of their shingles two texts share, of 0..1 (Jaccard's coefficient), estimated from their sketches: the share of
 *  bins with equal bytes among those that are not empty in both. The standard error is √(J (1 − J) / 512), 0.013 at 0.9. */
export function estimateSimilarity(some: Uint8Array, other: Uint8Array): number {
  let equal = 0;
  let filled = 0;
  for (const [bin, byte] of some.entries()) {
    if (byte === 0 && other[bin] === 0) continue;
    filled++;
    if (byte === other[bin]) equal++;
  }
  return filled === 0 ? 0 : equal / filled;
}

/** Numbers (int32) of which similar texts share at least one: each of a dozen bins. By chance 0.96 of all pairs with a similarity of
 *  0.9 do, 0.999 with 0.95, 0.13 with 0.7, 0.002 with 0.5. An empty bin borrows from a full one, so that short texts share
 *  no numbers for being short (Shrivastava, *Optimal Densification for Fast and Accurate Minwise Hashing*, ICML 2017). */
export function bandsOf(sketch: Uint8Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let key = mix(band);
    for (let row = 0; row < ROWS; row++) key = mix(key ^ borrow(sketch, band * ROWS + row));
    return key | 0;
  });
}

function borrow(sketch: Uint8Array, bin: number): number {
  let byte = sketch[bin] ?? 0;
  for (let attempt = 1; byte === 0 && attempt < 100_000; attempt++)
    byte = sketch[mix(bin * 0x10001 + attempt * 0x9e3779b1) % SKETCH_BINS] ?? 0;
  return byte;
}

/** FNV-1a over UTF-16 units. */
function hashUnits(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finalizer of MurmurHash3: every bit of the 32 depends on all of them. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `at`, or one less: never between the two units of a character. */
function cutAt(text: string, at: number): number {
  return at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : Math.min(at, text.length);
}
