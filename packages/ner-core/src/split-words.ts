import type { Span } from './mention.ts';

/** Words of running text. */
export function* splitWords(text: string): Generator<Span, void, undefined> {
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-./][\p{L}\p{M}\p{N}]+)*|[^\s]/gu))
    yield { start: index, end: index + word.length };
}
