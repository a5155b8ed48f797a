/** Ids that were seen, a bit each: a million of them take 125 kB. */
export interface BitSet {
  add(id: number): void;
  has(id: number): boolean;
}

export function openBitSet(): BitSet {
  let bits = new Uint8Array(1024);
  return {
    add(id) {
      const at = Math.floor(id / 8);
      if (at >= bits.length) {
        const larger = new Uint8Array(Math.max(at + 1, bits.length * 2));
        larger.set(bits);
        bits = larger;
      }
      bits[at] = (bits[at] ?? 0) | (1 << (id % 8));
    },
    has: (id) => ((bits[Math.floor(id / 8)] ?? 0) & (1 << (id % 8))) !== 0,
  };
}
