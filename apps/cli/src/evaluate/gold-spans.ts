import { strictEntities, type TypedSpan } from '@acervo/ner-core';
import type { RecognizedDocument } from './recognize-corpus.ts';

/** The gold entities as UTF-16 spans of the text that was recognized. */
export function goldSpans({ words, goldLabels }: RecognizedDocument): TypedSpan[] {
  return strictEntities(goldLabels).map(({ type, start, end }) => ({
    type,
    start: words[start]?.start ?? 0,
    end: words[end - 1]?.end ?? 0,
  }));
}
