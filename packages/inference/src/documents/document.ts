import {
  type MentionSpan,
  openDecoder,
  openMerge,
  type Span,
  splitWords,
  type Token,
  type Window,
  windows,
} from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import type { DocumentCounts } from '../recognizer/messages.ts';
import type { LoadedModel } from './load-model.ts';

/** One document on its way through the model, holding its text and a bounded number of windows. */
export interface Document {
  readonly id: number;
  /** Windows that were given out and are not decoded: not back yet, or back before an earlier one. */
  readonly outstanding: number;
  /** The next window of the text, cut on demand; undefined when there are no more. */
  nextWindow(): Window | undefined;
  /** Takes a window back with its logits (`[token, label]` from `offset` on) and returns the mentions that are certain now. */
  addLogits(window: Window, logits: Float32Array, offset: number): MentionSpan[];
  /** The counts and last mentions once every window has come back, else undefined. Words are counted where their scores
   *  come back (those without a token where they are read).
   *  @throws {PipelineError} `internal` when a word's scores never came. */
  finish(): { mentions: MentionSpan[]; counts: DocumentCounts } | undefined;
}

/** Opens a document; nothing is read of it before the first window is asked for.
 *  @param givenWords ascending, disjoint; default: our own splitter's. */
export function openDocument(
  id: number,
  text: string,
  givenWords: Iterable<Span> | undefined,
  model: LoadedModel,
): Document {
  const { settings, scheme, tokenizer } = model;
  const counts = { tokens: 0, windows: 0, cutWords: 0 };
  /** Words that came from the splitter, those of them that have a token, and those whose scores came back. */
  const words = { seen: 0, tokenized: 0, merged: 0 };
  const merge = openMerge(scheme.labels);
  const decoder = openDecoder(scheme, { method: settings.decode, calibration: settings.calibration });
  const tokens = tokenizer.encodeWords(
    text,
    count(givenWords ?? splitWords(text), () => words.seen++),
  );
  const pending = windows(
    count<Token>(tokens, ({ first }) => {
      counts.tokens++;
      if (first) words.tokenized++;
    }),
    { sizeTokens: settings.windowTokens, overlapTokens: settings.overlapTokens },
  );
  let away = 0;
  let exhausted = false;
  return {
    id,
    get outstanding() {
      return away + merge.waiting;
    },
    nextWindow() {
      const next = exhausted ? undefined : pending.next();
      if (next === undefined || next.done) {
        exhausted = true;
        return undefined;
      }
      away += 1;
      counts.windows += 1;
      counts.cutWords += next.value.cutWords;
      return next.value;
    },
    addLogits(window, logits, offset) {
      away -= 1;
      const rows = merge.add(window, logits, offset);
      words.merged += rows.length;
      if (settings.temperature !== 1) for (const row of rows) divide(row.logits, settings.temperature);
      return decoder.push(rows);
    },
    finish() {
      if (!exhausted || away > 0) return undefined;
      if (words.merged !== words.tokenized) {
        throw new PipelineError('internal', `${words.tokenized - words.merged} words were lost between windows`);
      }
      return { mentions: decoder.finish(), counts: { ...counts, words: words.merged + words.seen - words.tokenized } };
    },
  };
}

function* count<T>(items: Iterable<T>, add: (item: T) => void): Generator<T, void, undefined> {
  for (const item of items) {
    add(item);
    yield item;
  }
}

function divide(values: Float32Array, divisor: number): void {
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / divisor;
}
