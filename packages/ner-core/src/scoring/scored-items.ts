import type { TypedSpan } from './entity-scores.ts';
import { lenientEntities, strictEntities } from './labelled-entities.ts';

/** The ways to score a sequence of labels, never to be mixed up:
 *  - `entity`: exact spans and types over words, strict IOB2; what the field reports.
 *  - `token`: each word's label, O left out. Source: Luz de Araujo et al., "LeNER-Br", PROPOR 2018.
 *  - `card`: entities over sub-words, each sub-word carrying its word's label, `B-` repeated (so that an entity counts as
 *    often as its first word has sub-words). Source: model card of pierreguillou/ner-bert-base-cased-pt-lenerbr. */
export const SCORING_PROTOCOLS = ['entity', 'token', 'card'] as const;

/** One of {@link SCORING_PROTOCOLS}. */
export type ScoringProtocol = (typeof SCORING_PROTOCOLS)[number];

/** What each word has (a label, a line), for each unit that a protocol counts in: words, or for `card` sub-words.
 *  @param tokensPerWord `[word]`, how many sub-words the model's tokenizer makes of each. */
export function forEachUnit<T>(protocol: ScoringProtocol, words: readonly T[], tokensPerWord: readonly number[]): T[] {
  if (protocol !== 'card') return [...words];
  return words.flatMap((each, word) => Array.from({ length: tokensPerWord[word] ?? 0 }, () => each));
}

/** What a protocol counts in one document.
 *  @param labels one for each unit, see {@link forEachUnit}.
 *  @returns spans over these labels; under `token` a span a label, which says whether it begins an entity. */
export function scoredItems(protocol: ScoringProtocol, labels: readonly string[]): TypedSpan[] {
  if (protocol === 'entity') return strictEntities(labels);
  if (protocol === 'card') return lenientEntities(labels);
  return labels.flatMap((label, at) =>
    label === 'O' ? [] : [{ type: label.slice(2), start: at, end: at + 1, begins: label.startsWith('B-') }],
  );
}
