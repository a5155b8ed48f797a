/** Numbers that are joined to sets (union-find); each stands by itself at first. */
export interface DisjointSets {
  /** The least number of the set that one is in. */
  rootOf(index: number): number;
  join(a: number, b: number): void;
}

/** For numbers from 0 on. */
export function openDisjointSets(): DisjointSets {
  const parents: number[] = [];
  const parentOf = (index: number) => parents[index] ?? index;
  const rootOf = (index: number): number => {
    let root = index;
    while (parentOf(root) !== root) root = parentOf(root);
    parents[index] = root;
    return root;
  };
  return {
    rootOf,
    join(a, b) {
      const [first, second] = [rootOf(a), rootOf(b)];
      parents[Math.max(first, second)] = Math.min(first, second);
    },
  };
}
