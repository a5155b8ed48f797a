import { findPieces, findSections, type Piece, type Section } from '@acervo/legal';
import type { ExtractionResult } from '../extraction/extraction-result.ts';

/** The documents in a file, and the sections of its decisions as they are stored: places in code points. */
export interface FoundParts {
  readonly pieces: readonly Piece[];
  readonly sections: readonly Section[];
}

/** Finds pieces, and the sections of each of them or of the whole text. Pure. */
export function findParts(
  { text, pages, removed, outline }: ExtractionResult,
  toCodePoint: (offset: number) => number,
): FoundParts {
  const pieces = findPieces({ pages, removed, outline });
  const ranges = pieces.length === 0 ? [{ start: 0, end: text.length }] : pieces;
  const sections = ranges.flatMap(({ start, end }) => findSections(text, start, end));
  return {
    pieces,
    sections: sections.map(({ kind, start, end }) => ({ kind, start: toCodePoint(start), end: toCodePoint(end) })),
  };
}
