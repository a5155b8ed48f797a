import type { Span } from '../mention.ts';
import type { TypedSpan } from './entity-scores.ts';

/** The entities of a sequence of labels by strict IOB2, as spans over the sequence: an entity opens at `B-` and goes on
 *  over `I-` of its type; an `I-` that continues nothing is none.
 *  Source: seqeval's `mode='strict', scheme=IOB2`, compared in the tests. */
export function strictEntities(labels: readonly string[]): TypedSpan[] {
  return entitiesOf(labels, false);
}

/** As {@link strictEntities}, but an `I-` that continues nothing opens an entity too.
 *  Source: seqeval's default mode, which counts as CoNLL-2000's conlleval does; compared in the tests. */
export function lenientEntities(labels: readonly string[]): TypedSpan[] {
  return entitiesOf(labels, true);
}

function entitiesOf(labels: readonly string[], insideOpens: boolean): TypedSpan[] {
  const entities: TypedSpan[] = [];
  let open: { type: string; start: number } | undefined;
  [...labels, 'O'].forEach((label, at) => {
    const type = label.slice(2);
    if (open !== undefined && label.startsWith('I-') && type === open.type) return;
    if (open !== undefined) entities.push({ ...open, end: at });
    open = label.startsWith('B-') || (insideOpens && label.startsWith('I-')) ? { type, start: at } : undefined;
  });
  return entities;
}

/** The label of each word under the mentions that were recognized on exactly these words: `B-` at a mention's first
 *  word, `I-` at its others, `O` outside. This gives back what decoding chose.
 *  @param words ascending, disjoint.
 *  @param mentions ascending, disjoint, each from a word's start to a word's end. */
export function labelWords(words: readonly Span[], mentions: readonly TypedSpan[]): string[] {
  let at = 0;
  return words.map((word) => {
    let mention = mentions[at];
    while (mention !== undefined && mention.end <= word.start) {
      at += 1;
      mention = mentions[at];
    }
    if (mention === undefined || mention.start > word.start) return 'O';
    return `${mention.start === word.start ? 'B' : 'I'}-${mention.type}`;
  });
}
