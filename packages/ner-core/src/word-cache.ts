const CACHED_WORDS = 65_536;
const CACHED_WORD_UNITS = 40;

/** `encode`, remembering what it gave for short words, as most words of a text were seen before.
 *  @param encode a word → numbers that depend on nothing else. */
export function rememberWords(encode: (word: string) => Int32Array): (word: string) => Int32Array {
  const cache = new Map<string, Int32Array>();
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const encoded = encode(word);
    if (word.length <= CACHED_WORD_UNITS) {
      if (cache.size === CACHED_WORDS) cache.clear();
      cache.set(word, encoded);
    }
    return encoded;
  };
}
