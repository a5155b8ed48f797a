import { openArgmaxPath } from './argmax-path.ts';
import { type Calibration, calibrate, LEAST_SCORE } from './calibration.ts';
import { writeEmissions } from './emissions.ts';
import type { LabelScheme } from './label-scheme.ts';
import type { EntityType, Span } from './mention.ts';
import type { WordRow } from './merge.ts';
import { LOOKAHEAD_WORDS, openSpanPosterior } from './span-posterior.ts';
import { openViterbiPath } from './viterbi-path.ts';

/** `viterbi`: the most probable legal sequence of labels. `argmax`: each word's most probable label, for comparison. */
export type DecodeMethod = 'viterbi' | 'argmax';

/** How labels become mentions. */
export interface DecodeOptions {
  /** Default `viterbi`. */
  readonly method?: DecodeMethod;
  /** How probabilities become scores; spans and types don't depend on it. Default: as they are. */
  readonly calibration?: Calibration | undefined;
}

const FORGET_EVERY_WORDS = 64;

/** A decoded mention: from its first word's start to its last word's end. */
export interface MentionSpan extends Span {
  readonly type: EntityType;
  /** Above 0 to 1: how probable it is that exactly these words are one mention of this type, see {@link SpanPosterior}; calibrated
   *  where a calibration is given. */
  readonly score: number;
  /** Word range `[firstWord, endWord)`. */
  readonly firstWord: number;
  readonly endWord: number;
}

/** Decodes one document, fed piece by piece. */
export interface Decoder {
  /** Takes the next rows, in word order, and returns the mentions that are certain now, in text order. A word index
   *  missing from the rows is a word without tokens: it is O, so no mention reaches across it.
   *  @throws {RangeError} when a logit is not a finite number, or a row has not the scheme's number of labels. */
  push(rows: Iterable<WordRow>): MentionSpan[];
  /** Ends the document and returns the remaining mentions. */
  finish(): MentionSpan[];
}

/** Opens the decoding of one document. A B opens a mention; an I of the open mention's type continues it; any other I
 *  opens one (as conlleval counts; only argmax, or a scheme without B, gives those). */
export function openDecoder(scheme: LabelScheme, { method = 'viterbi', calibration }: DecodeOptions = {}): Decoder {
  const path = method === 'viterbi' ? openViterbiPath(scheme) : openArgmaxPath();
  const scored = method === 'viterbi' ? scheme : withoutRules(scheme);
  const emissions = new Float64Array(scheme.states.length);
  const posterior = openSpanPosterior(scored);
  /** The document's index of the first word of the posterior's sequence. */
  let origin = 0;
  let waiting: { word: number; span: Span }[] = [];
  let lastWord = -1;
  let open: OpenMention | undefined;
  /** Mentions whose end is known and whose surroundings are not yet. */
  let unscored: OpenMention[] = [];

  const close = (): void => {
    if (open !== undefined) unscored.push(open);
    open = undefined;
  };
  const take = (choices: readonly number[]): void => {
    choices.forEach((index, at) => {
      const place = waiting[at];
      const state = scheme.states[index];
      if (place === undefined || state === undefined) return;
      if (state.kind === 'O') {
        close();
        return;
      }
      const { word, span } = place;
      if (state.kind === 'B' || open?.type !== state.type) {
        close();
        open = { type: state.type, start: span.start, end: span.end, firstWord: word, endWord: word };
      }
      if (open === undefined) return;
      open.end = span.end;
      open.endWord = word + 1;
    });
    if (choices.length > 0) waiting = waiting.slice(choices.length);
  };
  /** Scores the mentions that end before `endWord`. */
  const score = (endWord: number, mentions: MentionSpan[]): void => {
    const ready = unscored.filter((mention) => mention.endWord <= endWord);
    if (ready.length === 0) return;
    unscored = unscored.slice(ready.length);
    for (const mention of ready) {
      const { firstWord, endWord: end, type } = mention;
      const probability = posterior.probability({ first: firstWord - origin, end: end - origin, type });
      const score =
        calibration === undefined ? Math.max(LEAST_SCORE, probability) : calibrate(probability, calibration);
      mentions.push({ ...mention, score });
    }
  };
  /** Ends a sequence: the document's end, or a word without tokens. */
  const endSequence = (mentions: MentionSpan[]): void => {
    take(path.finish());
    close();
    score(lastWord + 1, mentions);
    posterior.clear();
  };

  return {
    push(rows) {
      const mentions: MentionSpan[] = [];
      for (const { word, span, logits } of rows) {
        if (logits.length !== scheme.labels) throw new RangeError(`word ${word} has ${logits.length} logits`);
        if (word !== lastWord + 1) endSequence(mentions);
        if (posterior.words === 0) origin = word;
        lastWord = word;
        writeEmissions(scheme, logits, emissions);
        posterior.push(emissions);
        waiting.push({ word, span });
        take(path.push(emissions));
        score(lastWord + 1 - LOOKAHEAD_WORDS, mentions);
        if (word % FORGET_EVERY_WORDS === 0) {
          posterior.forget(((unscored[0] ?? open)?.firstWord ?? waiting[0]?.word ?? word) - origin);
        }
      }
      return mentions;
    },
    finish() {
      const mentions: MentionSpan[] = [];
      endSequence(mentions);
      return mentions;
    },
  };
}

/** The same labels in any order, as argmax chooses them. */
function withoutRules(scheme: LabelScheme): LabelScheme {
  const all = scheme.states.map((_, index) => index);
  return { ...scheme, predecessors: scheme.states.map(() => all), initial: scheme.states.map(() => true) };
}

/** All mentions of one document's rows, in text order, each as soon as it is certain; see {@link openDecoder}. */
export function* decode(
  rows: Iterable<WordRow>,
  scheme: LabelScheme,
  options: DecodeOptions = {},
): Generator<MentionSpan, void, undefined> {
  const decoder = openDecoder(scheme, options);
  for (const row of rows) yield* decoder.push([row]);
  yield* decoder.finish();
}

interface OpenMention {
  readonly type: EntityType;
  readonly start: number;
  readonly firstWord: number;
  end: number;
  endWord: number;
}
