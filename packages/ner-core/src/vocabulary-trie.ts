/** The vocabulary as a trie over UTF-16 units, for the longest entry that begins at a place. Entries that begin with
 *  `##` are found by {@link VocabularyTrie.continues}, the others by `begins`. */
export interface VocabularyTrie {
  /** Id of the longest entry that `units[from..to)` begins with, and where it ends, as `id * 2^16 + length`; -1: none. */
  begins(units: Uint16Array, from: number, to: number): number;
  continues(units: Uint16Array, from: number, to: number): number;
}

/** @param vocabulary id → entry; of equal entries, the last id counts (as in the reference). */
export function openVocabularyTrie(vocabulary: readonly string[]): VocabularyTrie {
  const edges = vocabulary.reduce((sum, entry) => sum + entry.length, 2);
  const bits = Math.ceil(Math.log2(2 * edges));
  const mask = 2 ** bits - 1;
  const childOf = new Int32Array(2 ** bits).fill(-1); // hash table (node, unit) → child
  const nodes = new Int32Array(2 ** bits);
  const unitOf = new Uint16Array(2 ** bits);
  const idOf = new Int32Array(edges + 2).fill(-1);
  let size = 2;

  const slotOf = (node: number, unit: number): number => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & mask;
    slot = (slot ^ (slot >>> 7)) & mask;
    while (childOf[slot] !== -1 && (nodes[slot] !== node || unitOf[slot] !== unit)) slot = (slot + 1) & mask;
    return slot;
  };
  vocabulary.forEach((entry, id) => {
    const continuing = entry.startsWith('##');
    let node = continuing ? 1 : 0;
    for (let at = continuing ? 2 : 0; at < entry.length; at++) {
      const unit = entry.charCodeAt(at);
      const slot = slotOf(node, unit);
      if (childOf[slot] === -1) {
        nodes[slot] = node;
        unitOf[slot] = unit;
        childOf[slot] = size++;
      }
      node = childOf[slot] ?? 0;
    }
    if (node > 1) idOf[node] = id;
  });
  const longest = (root: number, units: Uint16Array, from: number, to: number): number => {
    let node = root;
    let found = -1;
    for (let at = from; at < to; at++) {
      node = childOf[slotOf(node, units[at] ?? 0)] ?? -1;
      if (node === -1) break;
      const id = idOf[node] ?? -1;
      if (id !== -1) found = id * 65536 + (at + 1 - from);
    }
    return found;
  };
  return {
    begins: (units, from, to) => longest(0, units, from, to),
    continues: (units, from, to) => longest(1, units, from, to),
  };
}
