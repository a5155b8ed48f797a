import type { Segment } from '../segments.ts';
import { countsPages, isRunning, type Occurrence, readNumbers, toKey } from './occurrence.ts';
import type { PageRows, Piece, Row } from './page-rows.ts';

/** Rows from each edge of a page that are looked at. */
const EDGE_ROWS = 12;
/** Rows above and below one that may be lines beside it. */
const NEAR_ROWS = 3;
/** How far from its edge a running head or foot may stand, in heights of the page. */
const EDGE_SHARE = 0.3;
/** How far the same line may stand from where it stands on other pages, in points. */
const SAME_PLACE = 3;
/** The share of other pages whose text may come as close to the edge as what is running. */
const CROSSED = 0.5;
/** The share of pages on which nothing but running text stands at one place. */
const MOST = 0.6;
/** The share of pages from which a place at the edge is one for running text, whatever it says on a page. */
const SLOT_SHARE = 0.5;
/** Rows that a running head in the size of the text has at most. */
const MAX_HEAD_ROWS = 5;
/** How far from each other the same text may begin where a page has it twice, in points. */
const SAME_SIDE = 8;

/** Segments near the edges that stand at the same place on several pages, whose numbers are the same or count the pages. */
export function findRepeatedLines(pages: readonly PageRows[]): Set<Segment> {
  const groups = new Map<string, Occurrence[]>();
  for (const { page, rows } of pages) {
    for (const [index, row, edge] of edgeRows(rows, page.height)) {
      for (const piece of row.pieces) {
        const key = `${edge} ${toKey(piece.text)}`;
        // pages of several sizes keep their distance from the edge
        const y = edge === 'top' ? row.baseline : row.baseline - page.height;
        const occurrence = {
          piece,
          page: page.number,
          y,
          numbers: readNumbers(piece.text),
          above: rows[index - 1],
          below: rows[index + 1],
          near: rows.slice(Math.max(0, index - NEAR_ROWS), index + NEAR_ROWS + 1).filter((other) => other !== row),
        };
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [occurrence]);
        else group.push(occurrence);
      }
    }
  }
  const clusters = [...groups].flatMap(([key, group]) =>
    byPlace(group)
      .flatMap(bySide)
      .filter((cluster) => isCluster(pages.length, key, cluster)),
  );
  const repeated = new Set(clusters.flatMap((cluster) => cluster.flatMap(({ piece }) => piece.segments)));
  const texts = new Map(pages.map((page) => [page.page.number, reachOf(page, repeated)]));
  const running = new Set(repeated);
  dropBlocks(clusters, running);
  for (const cluster of clusters) if (isTitle(cluster, texts)) remove(cluster, running);
  for (const cluster of clusters.toSorted((a, b) => (b[0]?.y ?? 0) - (a[0]?.y ?? 0)))
    extendTitle(cluster, repeated, running);
  dropTallHeads(pages, running);
  fillSlots(pages, running);
  return running;
}

/** Enough of the same text, on pages that follow each other (or every other page), with numbers that fit. */
function isCluster(pageCount: number, key: string, cluster: readonly Occurrence[]): boolean {
  const pages = [...new Set(cluster.map(({ page }) => page))].sort((a, b) => a - b);
  if (pageCount < 2 || pages.length < (pageCount < 6 ? 2 : 3)) return false;
  const near = pages.filter(
    (page, index) => page - (pages[index - 1] ?? -9) <= 2 || (pages[index + 1] ?? Infinity) - page <= 2,
  );
  return near.length >= 0.6 * pages.length && isRunning(key, cluster, pages.length / pageCount);
}

/** How close text that doesn't repeat comes to the edges of a page, in points from each. */
interface Reach {
  readonly top: number;
  readonly foot: number;
}

function reachOf({ page, rows, bodySize }: PageRows, repeated: ReadonlySet<Segment>): Reach {
  const isOwn = ({ segments, size }: Row) =>
    size > 0.75 * bodySize && !segments.some((segment) => repeated.has(segment));
  const [first, last] = [rows.find(isOwn), rows.findLast(isOwn)];
  return { top: first?.baseline ?? Infinity, foot: page.height - (last?.baseline ?? -Infinity) };
}

/** The title of a document is repeated, too, where its parts begin with it: but it stands where other pages have text.
 *  What is running has its place for itself. */
function isTitle(cluster: readonly Occurrence[], texts: ReadonlyMap<number, Reach>): boolean {
  const own = new Set(cluster.map(({ page }) => page));
  if (own.size > MOST * texts.size || countsPages(cluster)) return false;
  const others = [...texts].filter(([page]) => !own.has(page)).map(([, reach]) => reach);
  const y = cluster[0]?.y ?? 0;
  const crossed = others.filter(({ top, foot }) => (y > 0 ? top <= y + SAME_PLACE : foot <= SAME_PLACE - y));
  return others.length > 0 && crossed.length >= CROSSED * others.length;
}

/** Drops what is in a block, and then what is in one with what was dropped. */
function dropBlocks(clusters: readonly Occurrence[][], running: Set<Segment>): void {
  let open = clusters;
  for (;;) {
    const inBlock = open.filter((cluster) => isInBlock(cluster, running));
    if (inBlock.length === 0) return;
    for (const cluster of inBlock) remove(cluster, running);
    open = open.filter((cluster) => !inBlock.includes(cluster));
  }
}

/** A line of a paragraph that begins alike on several pages, or a row of a table or list: the lines beside it are others
 *  each time, or of its own kind. */
function isInBlock(cluster: readonly Occurrence[], running: ReadonlySet<Segment>): boolean {
  const inBlock = cluster.filter(
    ({ piece, above, below, near }) =>
      near.some((row) => isSameText(row, piece, running)) ||
      [above, below].some((row) => row !== undefined && isSameKind(row, piece)),
  );
  return inBlock.length > 0.5 * cluster.length;
}

function isSameText(row: Row, piece: Piece, running: ReadonlySet<Segment>): boolean {
  const isClose = Math.abs(row.baseline - piece.baseline) < 1.5 * piece.size && Math.abs(row.size - piece.size) < 0.5;
  return (
    isClose &&
    row.pieces.some(
      ({ left, right, segments }) =>
        left < piece.right && right > piece.left && !segments.some((segment) => running.has(segment)),
    )
  );
}

function isSameKind(row: Row, piece: Piece): boolean {
  const key = toKey(piece.text);
  return row.pieces.some(({ left, text }) => Math.abs(left - piece.left) < SAME_SIDE && toKey(text) === key);
}

/** Lines right above a title's line are lines of the title. */
function extendTitle(cluster: readonly Occurrence[], repeated: ReadonlySet<Segment>, running: Set<Segment>): void {
  const beside = cluster.filter(({ piece, below }) =>
    below?.segments.some(
      (other) => repeated.has(other) && !running.has(other) && other.baseline - piece.baseline < 2 * piece.size,
    ),
  );
  if (countsPages(cluster) || beside.length < MOST * cluster.length) return;
  remove(cluster, running);
}

function remove(cluster: readonly Occurrence[], running: Set<Segment>): void {
  for (const { piece } of cluster) for (const segment of piece.segments) running.delete(segment);
}

/** So many rows in the size of the text are no head but the title of a document that is repeated on most of its pages. */
function dropTallHeads(pages: readonly PageRows[], running: Set<Segment>): void {
  for (const { page, rows, bodySize } of pages) {
    const head = rows.filter(
      ({ baseline, size, segments }) =>
        baseline < page.height / 2 && size >= 0.9 * bodySize && segments.every((segment) => running.has(segment)),
    );
    if (head.length > MAX_HEAD_ROWS)
      for (const { segments } of head) for (const segment of segments) running.delete(segment);
  }
}

/** Text of its own that stands, with white space around it, where most pages have running text: the head of a part. */
function fillSlots(pages: readonly PageRows[], running: Set<Segment>): void {
  if (pages.length < 4) return;
  const slot = ({ left, baseline, size }: Segment) =>
    `${Math.round(left / 2)} ${Math.round(baseline / 2)} ${Math.round(size)}`;
  const counts = new Map<string, number>();
  for (const segment of running) counts.set(slot(segment), (counts.get(slot(segment)) ?? 0) + 1);
  for (const { page, rows } of pages) {
    for (const [index, { segments, baseline }] of edgeRows(rows, page.height)) {
      for (const segment of segments) {
        if (running.has(segment) || (counts.get(slot(segment)) ?? 0) < SLOT_SHARE * pages.length) continue;
        const isAlone = [rows[index - 1], rows[index + 1]].every(
          (other) =>
            other === undefined ||
            Math.abs(other.baseline - baseline) > 1.6 * segment.size ||
            other.segments.some((each) => running.has(each)),
        );
        if (isAlone) running.add(segment);
      }
    }
  }
}

/** The rows near an edge of their page, with their index. */
function* edgeRows(rows: readonly Row[], height: number): Generator<[index: number, row: Row, edge: 'top' | 'foot']> {
  for (const [index, row] of rows.slice(0, EDGE_ROWS).entries())
    if (row.baseline < EDGE_SHARE * height) yield [index, row, 'top'];
  const from = Math.max(0, rows.length - EDGE_ROWS);
  for (const [each, row] of rows.slice(from).entries())
    if (row.baseline > (1 - EDGE_SHARE) * height) yield [from + each, row, 'foot'];
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

/** Texts that are alike on one page are told apart by where they begin. */
function bySide(cluster: Occurrence[]): Occurrence[][] {
  if (new Set(cluster.map(({ page }) => page)).size === cluster.length) return [cluster];
  const sides: Occurrence[][] = [];
  for (const occurrence of cluster.toSorted((a, b) => a.piece.left - b.piece.left)) {
    const side = sides.at(-1);
    if (side !== undefined && occurrence.piece.left - (side.at(-1)?.piece.left ?? 0) <= SAME_SIDE)
      side.push(occurrence);
    else sides.push([occurrence]);
  }
  return sides;
}
