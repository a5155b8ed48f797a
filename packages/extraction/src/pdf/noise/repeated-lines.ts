import type { Segment } from '../segments.ts';
import type { PageRows } from './page-rows.ts';

/** Rows from each edge of a page that are looked at. */
const EDGE_ROWS = 12;
/** How far from its edge a running head or foot may stand, in heights of the page. */
const EDGE_SHARE = 0.3;
/** How far the same line may stand from where it stands on other pages, in points. */
const SAME_PLACE = 3;
/** Letters from which a text with any numbers is recognized by its letters alone. */
const TELLING_LETTERS = 12;
/** Digits from which the very same number on several pages is one of the case or the document. */
const TELLING_DIGITS = 5;

/** A piece of text near an edge of a page. */
interface Occurrence {
  readonly segment: Segment;
  readonly page: number;
  readonly y: number;
  readonly numbers: readonly number[];
}

/** Segments near the edges that stand at the same place on several pages, whose numbers are the same or count the pages. */
export function findRepeatedLines(pages: readonly PageRows[]): Set<Segment> {
  const groups = new Map<string, Occurrence[]>();
  for (const { page, rows } of pages) {
    for (const [index, row] of rows.entries()) {
      const edge = nearestEdge({ index, rows: rows.length, baseline: row.baseline, height: page.height });
      if (edge === undefined) continue;
      for (const segment of row.segments) {
        const key = `${edge} ${toKey(segment.text)}`;
        // pages of several sizes keep their distance from the edge
        const y = edge === 'top' ? row.baseline : row.baseline - page.height;
        const occurrence = { segment, page: page.number, y, numbers: readNumbers(segment.text) };
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [occurrence]);
        else group.push(occurrence);
      }
    }
  }
  const repeated = new Set<Segment>();
  const least = pages.length < 4 ? 2 : 3;
  for (const [key, group] of groups) {
    for (const cluster of byPlace(group)) {
      const pageCount = new Set(cluster.map(({ page }) => page)).size;
      if (pages.length > 1 && pageCount >= least && isRunning(key, cluster, pageCount / pages.length))
        for (const { segment } of cluster) repeated.add(segment);
    }
  }
  return repeated;
}

function nearestEdge({
  index,
  rows,
  baseline,
  height,
}: {
  index: number;
  rows: number;
  baseline: number;
  height: number;
}): 'top' | 'foot' | undefined {
  if (index < EDGE_ROWS && baseline < EDGE_SHARE * height) return 'top';
  return rows - index <= EDGE_ROWS && baseline > (1 - EDGE_SHARE) * height ? 'foot' : undefined;
}

/** The text without what may change from page to page: numbers; case and spaces don't count. */
function toKey(text: string): string {
  return text.toLowerCase().replaceAll(/\d+/g, '#').replaceAll(/\s+/g, '');
}

function readNumbers(text: string): number[] {
  return Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits));
}

function byPlace(group: readonly Occurrence[]): Occurrence[][] {
  const clusters: Occurrence[][] = [];
  for (const occurrence of group.toSorted((a, b) => a.y - b.y)) {
    const cluster = clusters.at(-1);
    if (cluster !== undefined && occurrence.y - (cluster.at(-1)?.y ?? 0) <= SAME_PLACE) cluster.push(occurrence);
    else clusters.push([occurrence]);
  }
  return clusters;
}

/** Whether the numbers of a repeated text stay or count pages; a text of many letters may have any numbers if it stands
 *  on most pages. Rows of figures have neither. */
function isRunning(key: string, cluster: readonly Occurrence[], share: number): boolean {
  const letters = key.replace(/^\w+ /, '').match(/\p{L}/gu)?.length ?? 0;
  const digits = cluster[0]?.segment.text.match(/\d/g)?.length ?? 0;
  const slots = cluster[0]?.numbers.length ?? 0;
  if (slots === 0) return letters >= 3;
  const ordered = cluster.toSorted((a, b) => a.page - b.page);
  let steady = 0;
  let counting = 0;
  for (let slot = 0; slot < slots; slot++) {
    const kind = describeNumbers(ordered, slot);
    if (kind === 'steady') steady++;
    else if (kind === 'counting') counting++;
  }
  if (steady + counting === slots) return counting > 0 || letters >= 3 || digits >= TELLING_DIGITS;
  return letters >= TELLING_LETTERS && share >= 0.6 && cluster.length >= 3;
}

function describeNumbers(ordered: readonly Occurrence[], slot: number): 'steady' | 'counting' | 'other' {
  let same = 0;
  let counted = 0;
  for (let index = 1; index < ordered.length; index++) {
    const [before, here] = [ordered[index - 1], ordered[index]];
    if (before === undefined || here === undefined) continue;
    const step = (here.numbers[slot] ?? 0) - (before.numbers[slot] ?? 0);
    if (step === 0) same++;
    else if (step === here.page - before.page) counted++;
  }
  const steps = ordered.length - 1;
  if (same >= 0.8 * steps) return 'steady';
  return counted >= 0.7 * steps || counted + same >= 0.9 * steps ? 'counting' : 'other';
}
