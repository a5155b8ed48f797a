/** Longer graphemes, in bytes of UTF-8, are only looked up character by character. */
const MAX_GRAPHEME_BYTES = 5;

/** SentencePiece's compiled character map, with the results of Hugging Face's `Precompiled` normalizer: each grapheme that the map
 *  has an entry for (or a beginning of it) becomes that entry's text; of the others, each character.
 *  @param base64 `precompiled_charsmap` of tokenizer.json: the bytes of a double array trie, then texts that end in NUL.
 *  @throws {RangeError} where it is damaged.
 *  Source: spm_precompiled and tokenizers 0.23 (normalizers/precompiled.rs); Darts-clone's layout of units. */
export function openCharacterMap(base64: string): (text: string) => string {
  const bytes = Buffer.from(base64, 'base64');
  const trieBytes = bytes.length >= 4 ? bytes.readUInt32LE(0) : -1;
  if (trieBytes < 4 || trieBytes % 4 !== 0 || 4 + trieBytes > bytes.length) {
    throw new RangeError('the character map is damaged');
  }
  const units = new Uint32Array(bytes.buffer.slice(bytes.byteOffset + 4, bytes.byteOffset + 4 + trieBytes));
  const texts = bytes.subarray(4 + trieBytes);
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

  const textAt = (at: number): string => {
    const end = texts.indexOf(0, at);
    return texts.toString('utf8', at, end === -1 ? texts.length : end);
  };
  /** The text of the shortest entry that the key begins with. */
  const find = (key: Uint8Array): string | undefined => {
    let node = offsetOf(units[0] ?? 0);
    for (const byte of key) {
      if (byte === 0) return undefined;
      node ^= byte;
      const unit = units[node] ?? 0;
      if ((unit & 0x800000ff) !== byte) return undefined;
      node ^= offsetOf(unit);
      if ((unit >>> 8) & 1) return textAt((units[node] ?? 0) & 0x7fffffff);
    }
    return undefined;
  };

  return (text) => {
    let mapped = '';
    for (const { segment } of graphemes.segment(text)) {
      const key = Buffer.from(segment, 'utf8');
      const whole = key.length <= MAX_GRAPHEME_BYTES ? find(key) : undefined;
      if (whole !== undefined) mapped += whole;
      else for (const character of segment) mapped += find(Buffer.from(character, 'utf8')) ?? character;
    }
    return mapped;
  };
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
