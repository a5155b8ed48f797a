import { groupRows, type Segment } from '../segments.ts';

/** A page as noise is looked for in it. */
export interface NoisePage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Text in the page's main direction. */
  readonly segments: readonly Segment[];
  /** Text in other directions. */
  readonly turned: readonly Segment[];
  /** What electronic signatures show. */
  readonly signatures: readonly Segment[];
}

/** Part of a row with white space around it that justified lines don't have. */
export interface Piece {
  readonly segments: readonly Segment[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** A row of a page: segments on one baseline. */
export interface Row {
  readonly segments: readonly Segment[];
  readonly pieces: readonly Piece[];
  readonly baseline: number;
  readonly size: number;
}

/** The rows of a page from top to bottom, and the size that most of its text has. */
export interface PageRows {
  readonly page: NoisePage;
  readonly rows: readonly Row[];
  readonly bodySize: number;
}

export function findRows(page: NoisePage): PageRows {
  const rows = groupRows(page.segments).map((segments): Row => {
    let pieces: Piece[] | undefined;
    return {
      segments,
      get pieces() {
        pieces ??= toPieces(segments);
        return pieces;
      },
      baseline: segments[0]?.baseline ?? 0,
      size: segments.reduce((most, { size }) => Math.max(most, size), 0),
    };
  });
  return { page, rows, bodySize: mainSize(page.segments) };
}

/** White space beside a text that is one of its own, in font sizes. */
const OWN_GAP = 2;

function toPieces(segments: readonly Segment[]): Piece[] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && segment.left - last.right < OWN_GAP * segment.size) groups.at(-1)?.push(segment);
    else groups.push([segment]);
  }
  return groups.map((group) => ({
    segments: group,
    text: group.map(({ text }) => text).join(' '),
    left: group[0]?.left ?? 0,
    right: group.at(-1)?.right ?? 0,
    baseline: group[0]?.baseline ?? 0,
    size: group[0]?.size ?? 0,
  }));
}

/** The size of most characters, to a quarter of a point. */
function mainSize(segments: readonly Segment[]): number {
  const lengths = new Map<number, number>();
  for (const { size, text } of segments) {
    const rounded = Math.round(size * 4) / 4;
    lengths.set(rounded, (lengths.get(rounded) ?? 0) + text.length);
  }
  return [...lengths].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0];
}
