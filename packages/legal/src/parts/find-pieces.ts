import { kindOfTitle } from './piece-kinds.ts';
import { readStamps, type StampReading } from './read-stamp.ts';

/** A document within a file that holds many, as case files do. What isn't certain is left out. */
export interface Piece {
  readonly firstPage: number;
  readonly lastPage: number;
  /** UTF-16 range in the text, half-open. */
  readonly start: number;
  readonly end: number;
  readonly title?: string;
  /** As in piece-kinds.ts. */
  readonly kind?: string;
  readonly signer?: string;
  /** Of signing or filing, ISO. */
  readonly date?: string;
  readonly caseNumber?: string;
  /** What told it from its neighbours. */
  readonly source: 'outline' | 'stamp';
}

/** An entry of a PDF's outline. */
export interface OutlineEntry {
  readonly title: string;
  /** 1-based. */
  readonly page: number;
  /** 0 for the outermost. */
  readonly depth: number;
}

/** A file as extraction gives it. */
export interface PagedDocument {
  /** In order, ranges UTF-16 in the text, sizes in points. */
  readonly pages: readonly {
    readonly number: number;
    readonly start: number;
    readonly end: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** Boxes are left, top, right, bottom in 1/100 pt. */
  readonly removed: readonly {
    readonly page?: number | null | undefined;
    readonly text: string;
    readonly box?: readonly number[] | undefined;
  }[];
  readonly outline: readonly OutlineEntry[];
}

/** Titles of an outline that are those of documents, at least: chapters of a book and the parts of a decision are none. */
const KNOWN_TITLES = 0.5;
const SECTION_TITLES = new Set(['ementa', 'relatorio', 'voto']);

/** The documents that a file holds, by its outline or by the stamps that the courts' systems print on each page; none where
 *  nothing tells of more than the file itself. They cover all pages, each page belongs to one. */
export function findPieces({ pages, removed, outline }: PagedDocument): Piece[] {
  const stamps = stampsOf(pages, removed);
  const starts = outlineStarts(outline, pages.length);
  return starts.length > 1
    ? toPieces(pages, stamps, starts, 'outline')
    : toPieces(pages, stamps, stampStarts(stamps), 'stamp');
}

/** Where a piece begins: the index of its first page. */
interface Start {
  readonly at: number;
  readonly title?: string;
}

type Page = PagedDocument['pages'][number];
type Removed = PagedDocument['removed'][number];

/** The stamp of each page that tells which document of the file it belongs to. A document that was filed again bears the
 *  stamps of where it was before: the file's own are of the system that most pages have stamps of, and stand outermost. */
function stampsOf(pages: PagedDocument['pages'], removed: PagedDocument['removed']): (StampReading | undefined)[] {
  const byPage = Map.groupBy(removed, ({ page }) => page);
  const found = pages.map((page) =>
    readStamps(outermostFirst(byPage.get(page.number) ?? [], page).map(({ text }) => text)),
  );
  const pageCounts = new Map<string, number>();
  for (const stamps of found)
    for (const system of new Set(stamps.map((stamp) => stamp.system)))
      pageCounts.set(system, (pageCounts.get(system) ?? 0) + 1);
  const countOf = ({ system }: StampReading) => pageCounts.get(system) ?? 0;
  return found.map((stamps) => stamps.toSorted((a, b) => countOf(b) - countOf(a))[0]);
}

function outermostFirst(removed: readonly Removed[], page: Page): Removed[] {
  return removed.toSorted((a, b) => fromEdge(a, page) - fromEdge(b, page));
}

/** How far the middle of a text is from the edge it runs along, in 1/100 pt. */
function fromEdge({ box = [] }: Removed, { width, height }: Page): number {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const isUpright = right - left >= bottom - top;
  const [middle, size] = isUpright ? [(top + bottom) / 2, 100 * height] : [(left + right) / 2, 100 * width];
  return Math.min(middle, size - middle);
}

/** A page without a stamp belongs to the piece before it. */
function stampStarts(stamps: readonly (StampReading | undefined)[]): Start[] {
  const starts: Start[] = [];
  let open: string | undefined;
  for (const [at, stamp] of stamps.entries()) {
    if (stamp === undefined || stamp.key === open) continue;
    starts.push({ at });
    open = stamp.key;
  }
  return starts;
}

/** The outermost level of an outline that has more than one entry. */
function outlineStarts(outline: readonly OutlineEntry[], pageCount: number): Start[] {
  for (let depth = 0; depth < 3; depth++) {
    const entries = outline.filter((entry) => entry.depth === depth && entry.page >= 1 && entry.page <= pageCount);
    if (entries.length < 2) continue;
    const kinds = entries.map(({ title }) => kindOfTitle(title));
    const known = kinds.filter((kind) => kind !== undefined && !SECTION_TITLES.has(kind));
    if (known.length < KNOWN_TITLES * entries.length) return [];
    // two entries on one page: the first names it
    const byPage = new Map(entries.toReversed().map(({ page, title }) => [page, title]));
    return [...byPage].sort(([a], [b]) => a - b).map(([page, title]) => ({ at: page - 1, title }));
  }
  return [];
}

function toPieces(
  pages: PagedDocument['pages'],
  stamps: readonly (StampReading | undefined)[],
  starts: readonly Start[],
  source: Piece['source'],
): Piece[] {
  const [first] = starts;
  if (first === undefined) return [];
  const all = first.at > 0 ? [{ at: 0 }, ...starts] : starts; // a cover or an index
  return all.map(({ at, title }: Start, index) => {
    const next = all[index + 1]?.at ?? pages.length;
    const stamp = stamps.slice(at, next).find((each) => each !== undefined);
    const name = title ?? stamp?.title;
    const kind = name === undefined ? undefined : kindOfTitle(name);
    return {
      firstPage: pages[at]?.number ?? 1,
      lastPage: pages[next - 1]?.number ?? 1,
      start: pages[at]?.start ?? 0,
      end: pages[next]?.start ?? pages.at(-1)?.end ?? 0,
      ...(name === undefined ? {} : { title: name }),
      ...(kind === undefined ? {} : { kind }),
      ...(stamp?.signer === undefined ? {} : { signer: stamp.signer }),
      ...(stamp?.date === undefined ? {} : { date: stamp.date }),
      ...(stamp?.caseNumber === undefined ? {} : { caseNumber: stamp.caseNumber }),
      source,
    };
  });
}
