import type { RemovedSpan } from '../extraction.ts';
import { placeBox, union } from './geometry.ts';
import { stampBeginning } from './noise/stamps.ts';
import type { Segment } from './segments.ts';

/** Lines of one block stand at most this far from each other, in font sizes. */
const BLOCK_GAP = 2.2;

/** What was taken out of a page, block by block: lines close to each other by the same rule are one span. Two stamps below
 *  each other are two. */
export function describeRemoved(
  page: number,
  removed: Iterable<readonly [segment: Segment, rule: string]>,
): RemovedSpan[] {
  const groups = Map.groupBy(removed, ([segment, rule]) => `${rule} ${segment.angle}`);
  return [...groups.values()].flatMap((group) => {
    const rule = group[0]?.[1] ?? '';
    const segments = group.map(([segment]) => segment).sort((a, b) => a.baseline - b.baseline || a.left - b.left);
    return toBlocks(segments).map((block) => ({
      page,
      rule,
      text: blockText(block),
      box: union(block.map((segment) => placeBox(segment, segment.left, segment.right))),
    }));
  });
}

function toBlocks(segments: readonly Segment[]): Segment[][] {
  const blocks: Segment[][] = [];
  for (const segment of segments) {
    const block = blocks.at(-1);
    const last = block?.at(-1);
    const isClose = last !== undefined && segment.baseline - last.baseline < BLOCK_GAP * segment.size;
    if (block !== undefined && isClose && !beginsAnew(block, segment)) block.push(segment);
    else blocks.push([segment]);
  }
  return blocks;
}

/** Whether a line begins as its block did, after lines that don't; signers below each other are one stamp's. */
function beginsAnew(block: readonly Segment[], { text }: Segment): boolean {
  const beginning = stampBeginning(text);
  if (beginning === undefined || stampBeginning(block[0]?.text ?? '') !== beginning) return false;
  return stampBeginning(block.at(-1)?.text ?? '') !== beginning;
}

function blockText(segments: readonly Segment[]): string {
  let text = '';
  let last: Segment | undefined;
  for (const segment of segments) {
    if (last !== undefined) text += Math.abs(segment.baseline - last.baseline) < 0.3 * segment.size ? ' ' : '\n';
    text += segment.text;
    last = segment;
  }
  return text;
}
