import { findKnownNames, type Snapshot } from '@acervo/db';

/** Keys asked for by one statement. */
const KEYS = 5_000;
/** Answers that are remembered, the negative ones included. */
const REMEMBERED = 50_000;

/** Of keys of possible names, those of people whom the model recognized somewhere in the archive. */
export type KnownNames = (keys: ReadonlySet<string>) => Promise<ReadonlySet<string>>;

/** Asks the archive, and remembers what it said for the names that come again and again. */
export function openKnownNames(snapshot: Snapshot, modelId: number, minScore: number): KnownNames {
  const remembered = new Map<string, boolean>();
  return async (keys) => {
    if (remembered.size > REMEMBERED) remembered.clear();
    const known = new Set<string>();
    const missing: string[] = [];
    for (const key of keys) {
      const answer = remembered.get(key);
      if (answer === undefined) missing.push(key);
      else if (answer) known.add(key);
    }
    for (let from = 0; from < missing.length; from += KEYS) {
      const asked = missing.slice(from, from + KEYS);
      const found = await findKnownNames(snapshot, modelId, asked, minScore);
      for (const key of asked) {
        remembered.set(key, found.has(key));
        if (found.has(key)) known.add(key);
      }
    }
    return known;
  };
}
