import type { PlacedRuns } from '../text/cut-ranges.ts';
import { LINE_END } from '../text/hyphens.ts';
import { placeBox } from './geometry.ts';
import type { Line } from './reading-order.ts';
import type { Segment } from './segments.ts';

/** Widest step between glyphs that is stored, in 1/100 pt. */
const MAX_ADVANCE = 32_767;

/** The text of a page's paragraphs, one a line of text; lines inside of one end in {@link LINE_END}. Runs count from the
 *  page's start. */
export function writePage(paragraphs: readonly (readonly Line[])[]): PlacedRuns {
  const runs: number[] = [];
  const advances = new Int16Array(countUnits(paragraphs));
  let placed = 0;
  let text = '';
  for (const lines of paragraphs) {
    if (text !== '') text += '\n';
    for (const [index, line] of lines.entries()) {
      if (index > 0) text += LINE_END;
      for (const [each, segment] of line.segments.entries()) {
        if (each > 0) text += ' ';
        addRuns(segment, { start: text.length, runs, advances: advances.subarray(placed) });
        placed += segment.text.length;
        text += segment.text;
      }
    }
  }
  return { text, runs: Int32Array.from(runs), advances };
}

function countUnits(paragraphs: readonly (readonly Line[])[]): number {
  let units = 0;
  for (const lines of paragraphs)
    for (const { segments } of lines) for (const { text } of segments) units += text.length;
  return units;
}

/** One run with a step for each glyph; text that is askew gets a run for each word, and text that doesn't run from left to
 *  right one for each glyph. */
function addRuns(
  segment: Segment,
  { start, runs, advances }: { start: number; runs: number[]; advances: Int16Array },
): void {
  const { text, ends, left } = segment;
  if (segment.turn === 0) {
    const box = placeBox(segment, left, ends.at(-1) ?? left);
    runs.push(start, start + text.length, box[0], box[1], box[2], box[3]);
    let reached = box[0];
    for (let unit = 0; unit < ends.length; unit++) {
      const edge = Math.round((ends[unit] ?? 0) * 100);
      if (edge <= reached) continue;
      advances[unit] = Math.min(MAX_ADVANCE, edge - reached);
      reached = edge;
    }
    return;
  }
  const isAskew = segment.angle === 0;
  for (const { index, 0: piece } of text.matchAll(isAskew ? /\S+|\s+/gu : /./gsu)) {
    const from = ends[index - 1] ?? left;
    const box = placeBox(segment, from, ends[index + piece.length - 1] ?? from);
    runs.push(start + index, start + index + piece.length, ...box);
    let reached = box[0];
    for (let unit = index; unit < index + piece.length; unit++) {
      const share = (unit + 1 - index) / piece.length;
      const edge = Math.round(box[0] + (box[2] - box[0]) * share);
      advances[unit] = Math.min(MAX_ADVANCE, edge - reached);
      reached = edge;
    }
  }
}
