import { openArgmaxPath } from './argmax-path.ts';
import { writeEmissions } from './emissions.ts';
import type { LabelScheme } from './label-scheme.ts';
import type { EntityType, Span } from './mention.ts';
import type { WordRow } from './merge.ts';
import type { Choice } from './path.ts';
import { openViterbiPath } from './viterbi-path.ts';

/** `viterbi`: the most probable legal sequence of labels. `argmax`: each word's most probable label, for comparison. */
export type DecodeMethod = 'viterbi' | 'argmax';

export interface DecodeOptions {
  /** Default `viterbi`. */
  readonly method?: DecodeMethod;
}

/** A decoded mention: from its first word's start to its last word's end. */
export interface MentionSpan extends Span {
  readonly type: EntityType;
  /** 0..1: geometric mean of the chosen labels' probabilities over the mention's words (not calibrated). */
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
export function openDecoder(scheme: LabelScheme, { method = 'viterbi' }: DecodeOptions = {}): Decoder {
  const path = method === 'viterbi' ? openViterbiPath(scheme) : openArgmaxPath();
  const emissions = new Float64Array(scheme.states.length);
  let waiting: { word: number; span: Span }[] = [];
  let lastWord = -1;
  let open: OpenMention | undefined;

  const close = (mentions: MentionSpan[]): void => {
    if (open !== undefined) mentions.push(toMention(open));
    open = undefined;
  };
  const take = (choices: readonly Choice[], mentions: MentionSpan[]): void => {
    choices.forEach(({ state: index, logProbability }, at) => {
      const place = waiting[at];
      const state = scheme.states[index];
      if (place === undefined || state === undefined) return;
      if (state.kind === 'O') {
        close(mentions);
        return;
      }
      const { word, span } = place;
      if (state.kind === 'B' || open?.type !== state.type) {
        close(mentions);
        open = { type: state.type, start: span.start, end: span.end, firstWord: word, endWord: word, logSum: 0 };
      }
      if (open === undefined) return;
      open.end = span.end;
      open.endWord = word + 1;
      open.logSum += logProbability;
    });
    if (choices.length > 0) waiting = waiting.slice(choices.length);
  };

  return {
    push(rows) {
      const mentions: MentionSpan[] = [];
      for (const { word, span, logits } of rows) {
        if (logits.length !== scheme.labels) throw new RangeError(`word ${word} has ${logits.length} logits`);
        if (word !== lastWord + 1) {
          take(path.finish(), mentions);
          close(mentions);
        }
        lastWord = word;
        writeEmissions(scheme, logits, emissions);
        waiting.push({ word, span });
        take(path.push(emissions), mentions);
      }
      return mentions;
    },
    finish() {
      const mentions: MentionSpan[] = [];
      take(path.finish(), mentions);
      close(mentions);
      return mentions;
    },
  };
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
  logSum: number;
}

function toMention({ type, start, end, firstWord, endWord, logSum }: OpenMention): MentionSpan {
  return { type, start, end, score: Math.exp(logSum / (endWord - firstWord)), firstWord, endWord };
}
