import type { PartMention } from '@acervo/db';
import type { DocumentState } from './document-state.ts';

/** Names the elements of mentions: `m<start>`, which links are made of, for what the address quotes or else the longest that
 *  begins there; the others that begin there have their type in it. */
export function mentionAnchors(
  mentions: readonly PartMention[],
  { quoted }: DocumentState,
): (mention: PartMention) => string {
  const first = new Map<number, PartMention>();
  for (const mention of mentions.toReversed()) first.set(mention.start, mention);
  const meant = mentions.find(({ start, end }) => start === quoted?.start && end === quoted.end);
  if (meant !== undefined) first.set(meant.start, meant);
  else if (quoted !== undefined) first.delete(quoted.start); // the passage itself is named so
  return (mention) =>
    first.get(mention.start) === mention ? `m${mention.start}` : `m${mention.start}-${mention.type}`;
}
