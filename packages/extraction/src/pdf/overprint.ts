import type { Fragment } from './fragment.ts';

/** The same text twice within this distance is a bold letter made by printing twice, in font sizes. */
const OVERPRINT = 0.3;

/** Takes apart what was printed twice at one place. */
export function takeOverprint(fragments: readonly Fragment[]): { kept: Fragment[]; repeated: Fragment[] } {
  const kept: Fragment[] = [];
  const repeated: Fragment[] = [];
  const seen = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const same = seen.get(fragment.text);
    if (same === undefined) seen.set(fragment.text, [fragment]);
    else if (same.some((other) => covers(other, fragment))) {
      repeated.push(fragment);
      continue;
    } else same.push(fragment);
    kept.push(fragment);
  }
  return { kept, repeated };
}

function covers(a: Fragment, b: Fragment): boolean {
  const near = OVERPRINT * Math.min(a.size, b.size);
  return Math.abs(a.left - b.left) < near && Math.abs(a.baseline - b.baseline) < near;
}
