import { expect } from 'vitest';
import type { Extraction } from '../src/index.ts';

/** What holds for every extraction: text that can be stored, pages that tile it, runs inside their pages. */
export function expectSound({ text, pages }: Extraction): void {
  expect(text.isWellFormed()).toBe(true);
  expect(text.normalize('NFC') === text).toBe(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  expect(/[\0-\x09\x0b-\x1f]/.test(text)).toBe(false);
  let reached = 0;
  for (const [index, page] of pages.entries()) {
    expect(page.number).toBe(index + 1);
    const between = text.slice(reached, page.start);
    expect(['', ' ', '\n'].includes(between)).toBe(true);
    expect(page.end).toBeGreaterThanOrEqual(page.start);
    reached = page.end;
    expectRuns(text, page);
  }
  if (pages.length > 0) expect(reached).toBe(text.length);
}

/** Runs ascend, do not overlap, and hold everything but the white space of the page. */
function expectRuns(text: string, { start, end, runs, advances }: Extraction['pages'][number]): void {
  let at = start;
  let placed = 0;
  let gaps = '';
  for (let run = 0; run < runs.length; run += 6) {
    const [from = 0, to = 0, left = 0, top = 0, right = 0, bottom = 0] = runs.subarray(run, run + 6);
    if (from < at || to <= from || to > end || left > right || top > bottom) throw new Error(`run ${run / 6} is wrong`);
    gaps += text.slice(at, from);
    at = to;
    placed += to - from;
  }
  if (placed !== advances.length) throw new Error(`${advances.length} advances for ${placed} units`);
  expect((gaps + text.slice(at, end)).trim()).toBe('');
}
