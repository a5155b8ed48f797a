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
import type { DocumentCounts } from '../recognizer/messages.ts';
import type { LoadedModel } from './load-model.ts';

/** One document on its way through the model, holding its text and a bounded number of windows. */
export interface Document {
  readonly id: number;
  /** Windows that were given out and have not come back. */
  readonly outstanding: number;
  /** The next window of the text, cut on demand; undefined when there are no more. */
  nextWindow(): Window | undefined;
  /** Takes a window back with its logits (`[token, label]` from `offset` on) and returns the mentions that are certain now. */
  addLogits(window: Window, logits: Float32Array, offset: number): MentionSpan[];
  /** The counts and last mentions once every window has come back, else undefined. */
  finish(): { mentions: MentionSpan[]; counts: DocumentCounts } | undefined;
}

/** Opens a document; nothing is read of it before the first window is asked for.
 *  @param words ascending, disjoint; default: our own splitter's. */
export function openDocument(
  id: number,
  text: string,
  words: Iterable<Span> | undefined,
  model: LoadedModel,
): Document {
  const { settings, scheme, tokenizer } = model;
  const counts = { words: 0, tokens: 0, windows: 0, cutWords: 0 };
  const merge = openMerge(scheme.labels);
  const decoder = openDecoder(scheme, { method: settings.decode, calibration: settings.calibration });
  const tokens = tokenizer.encodeWords(
    text,
    count(words ?? splitWords(text), () => counts.words++),
  );
  const pending = windows(
    count<Token>(tokens, () => counts.tokens++),
    { sizeTokens: settings.windowTokens, overlapTokens: settings.overlapTokens },
  );
  let outstanding = 0;
  let exhausted = false;
  return {
    id,
    get outstanding() {
      return outstanding;
    },
    nextWindow() {
      const next = exhausted ? undefined : pending.next();
      if (next === undefined || next.done) {
        exhausted = true;
        return undefined;
      }
      outstanding += 1;
      counts.windows += 1;
      counts.cutWords += next.value.cutWords;
      return next.value;
    },
    addLogits(window, logits, offset) {
      outstanding -= 1;
      const rows = merge.add(window, logits, offset);
      if (settings.temperature !== 1) for (const row of rows) divide(row.logits, settings.temperature);
      return decoder.push(rows);
    },
    finish() {
      return exhausted && outstanding === 0 ? { mentions: decoder.finish(), counts } : undefined;
    },
  };
}

function* count<T>(items: Iterable<T>, add: () => void): Generator<T, void, undefined> {
  for (const item of items) {
    add();
    yield item;
  }
}

function divide(values: Float32Array, divisor: number): void {
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / divisor;
}
