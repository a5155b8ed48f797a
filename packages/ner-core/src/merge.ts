import type { Span } from './mention.ts';
import type { Window } from './windows.ts';

/** The scores of one word: the logits of its first token, in the window where that token is farthest from an edge. */
export interface WordRow {
  /** 0-based word index; words without tokens have no row. */
  readonly word: number;
  readonly span: Span;
  /** `[label]`, in the order of the model's label ids. */
  readonly logits: Float32Array;
}

/** Puts the windows of one document together. */
export interface Merge {
  /** Takes the model's output for one window and returns the rows that are final now, in word order.
   *  Windows may arrive in any order; what is ahead of its turn waits (its kept rows only).
   *  @param logits row-major `[token, label]`; the row of `window.tokens[i]` starts at `offset + i * labels`.
   *         Rows are copied: the buffer may be reused.
   *  @throws {RangeError} when `logits` is too short for the window, or the window was added before. */
  add(window: Window, logits: Float32Array, offset?: number): WordRow[];
  /** Windows that wait for an earlier one; 0 when the document is complete. */
  readonly waiting: number;
}

/** Opens the merge of one document's windows.
 *  @param labels columns of the logits. */
export function openMerge(labels: number): Merge {
  let next = 0;
  const ahead = new Map<number, WordRow[]>();
  return {
    add(window, logits, offset = 0) {
      if (window.index < next || ahead.has(window.index)) throw new RangeError(`window ${window.index} came twice`);
      if (logits.length < offset + window.tokens.length * labels)
        throw new RangeError(`window ${window.index} has ${window.tokens.length} tokens, its logits are too short`);
      ahead.set(window.index, keptRows(window, logits, offset, labels));
      const final: WordRow[] = [];
      for (let rows = ahead.get(next); rows !== undefined; rows = ahead.get(next)) {
        final.push(...rows);
        ahead.delete(next++);
      }
      return final;
    },
    get waiting() {
      return ahead.size;
    },
  };
}

function keptRows(window: Window, logits: Float32Array, offset: number, labels: number): WordRow[] {
  const kept: WordRow[] = [];
  let at = offset;
  for (const token of window.tokens) {
    if (token.first && token.word >= window.keptStart && token.word < window.keptEnd)
      kept.push({ word: token.word, span: token.wordSpan, logits: logits.slice(at, at + labels) });
    at += labels;
  }
  return kept;
}
