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
  /** In order, ranges UTF-16 in the text. */
  readonly pages: readonly { readonly number: number; readonly start: number; readonly end: number }[];
  readonly removed: readonly { readonly page?: number | null | undefined; readonly text: string }[];
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

function stampsOf(pages: PagedDocument['pages'], removed: PagedDocument['removed']): (StampReading | undefined)[] {
  const byPage = Map.groupBy(removed, ({ page }) => page);
  return pages.map(({ number }) => readStamps((byPage.get(number) ?? []).map(({ text }) => text)));
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
