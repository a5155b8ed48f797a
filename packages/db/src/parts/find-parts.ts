import { findPieces, findSections, type Piece, type Section } from '@acervo/legal';
import type { ExtractionResult } from '../extraction/extraction-result.ts';

/** The documents in a file, and the sections of its decisions as they are stored: places in code points. */
export interface FoundParts {
  readonly pieces: readonly Piece[];
  readonly sections: readonly Section[];
}

/** Finds pieces, and the sections of each of them or of the whole text. */
export function* findParts(
  { text, pages, removed, outline }: ExtractionResult,
  toCodePoint: (offset: number) => number,
): Generator<void, FoundParts> {
  const pieces = findPieces({ pages, removed, outline });
  const sections: Section[] = [];
  for (const { start, end } of pieces.length === 0 ? [{ start: 0, end: text.length }] : pieces) {
    for (const section of yield* findSections(text, start, end))
      sections.push({ kind: section.kind, start: toCodePoint(section.start), end: toCodePoint(section.end) });
  }
  return { pieces, sections };
}
