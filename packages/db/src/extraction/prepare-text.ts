import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toCodePoints } from '@acervo/ner-core';
import { inTurns } from '../connection/in-turns.ts';
import { type Fingerprint, fingerprintText } from '../copies/fingerprint-text.ts';
import { readStated } from '../metadata/read-stated.ts';
import type { ReadMetadata } from '../metadata/write-metadata.ts';
import { type FoundParts, findParts } from '../parts/find-parts.ts';
import { cutSegments } from './cut-segments.ts';
import type { ExtractionResult } from './extraction-result.ts';

/** An extraction as its rows are stored: positions in code points, columns as arrays for `unnest`. */
export interface PreparedText {
  readonly textHash: Buffer;
  /** In code points. */
  readonly length: number;
  /** Pieces of the text between white space. */
  readonly words: number;
  readonly segments: { start: number[]; end: number[]; page: (number | null)[]; text: string[] };
  readonly pages: { number: number; start: number; end: number }[];
  /** Array literals, two a page: `{start,end,left,top,right,bottom,…}`, and an advance for each code point of the runs. */
  readonly layouts: { page: number; runs: string; advances: string }[];
  readonly metadata: ReadMetadata;
  readonly parts: FoundParts;
  /** Absent where the text is too short to have copies. */
  readonly fingerprint: Fingerprint | undefined;
}

/** Computes everything that is stored about a text, before any transaction is open; yields to the event loop between
 *  pages, since the caller's process also renews the queue's locks. */
export async function prepareText(extraction: ExtractionResult): Promise<PreparedText> {
  const { text, pages, removed } = extraction;
  const toCodePoint = toCodePoints(text);
  const segments: PreparedText['segments'] = { start: [], end: [], page: [], text: [] };
  const hash = createHash('sha256');
  let words = 0;
  let units = 0;
  for (const { start, end, page } of cutSegments(text, pages)) {
    const piece = text.slice(start, end);
    segments.start.push(toCodePoint(start));
    segments.end.push(toCodePoint(end));
    segments.page.push(page);
    segments.text.push(piece);
    hash.update(piece);
    words += countWords(text, start, end);
    units += piece.length;
    if (units > 200_000) {
      units = 0;
      await nextTurn();
    }
  }
  const layouts: PreparedText['layouts'] = [];
  for (const { number, runs, advances } of pages) {
    if (runs.length > 0)
      layouts.push({
        page: number,
        runs: layoutLiteral(runs, toCodePoint),
        advances: advancesLiteral(text, runs, advances),
      });
    await nextTurn();
  }
  return {
    textHash: hash.digest(),
    length: toCodePoint(text.length),
    words,
    segments,
    pages: pages.map(({ number, start, end }) => ({ number, start: toCodePoint(start), end: toCodePoint(end) })),
    layouts,
    metadata: readStated({ text, removed }, toCodePoint),
    parts: await inTurns(findParts(extraction, toCodePoint)),
    fingerprint: await inTurns(fingerprintText(text)),
  };
}

/** Words that begin in `[start, end)`, by white space. */
function countWords(text: string, start: number, end: number): number {
  let count = 0;
  let inWord = start > 0 && text.charCodeAt(start - 1) > 32;
  for (let at = start; at < end; at++) {
    const letter = text.charCodeAt(at) > 32;
    if (letter && !inWord) count++;
    inWord = letter;
  }
  return count;
}

function layoutLiteral(runs: Int32Array, toCodePoint: (offset: number) => number): string {
  const numbers = Array.from(runs, (value, index) => (index % 6 < 2 ? toCodePoint(value) : value));
  return `{${numbers.join(',')}}`;
}

/** What the two units of a code point outside of the BMP reach is one number. */
function advancesLiteral(text: string, runs: Int32Array, advances: Int16Array): string {
  const numbers: number[] = [];
  let read = 0;
  for (let run = 0; run < runs.length; run += 6) {
    const [start = 0, end = 0] = runs.subarray(run, run + 2);
    for (let at = start; at < end; at++) {
      const isSecond = at > start && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
      if (isSecond) numbers[numbers.length - 1] = Math.min(32_767, (numbers.at(-1) ?? 0) + (advances[read++] ?? 0));
      else numbers.push(advances[read++] ?? 0);
    }
  }
  return `{${numbers.join(',')}}`;
}
