import { type DocumentStart, readMetadata } from '@acervo/legal';
import type { ReadMetadata } from './write-metadata.ts';

/** What a document's first pages say of it, as it is stored: evidence in code points, or as the ordinal of a removed span. */
export function readStated(start: DocumentStart, toCodePoint: (offset: number) => number): ReadMetadata {
  const stored = Object.entries(readMetadata(start)).map(([field, { value, rule, evidence }]) => {
    const place =
      'removed' in evidence
        ? { removed: evidence.removed + 1 }
        : { start: toCodePoint(evidence.start), end: toCodePoint(evidence.end) };
    return [field, { value, rule, ...place }];
  });
  return Object.fromEntries(stored);
}
