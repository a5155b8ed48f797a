import { registerHooks } from 'node:module';
import { inflateSync } from 'node:zlib';
import type { TextItem, TextStyle } from 'pdfjs-dist/types/src/display/api.js';
import { IMAGE, INFLATE, PATH, REPLACEMENTS, SINK } from './worker-changes.ts';

/** Where the glyphs of an item stand, which pdf.js knows while it reads a page and doesn't tell. White space that stands in
 *  no font has none. */
export interface GlyphItem extends TextItem {
  /** What `str` was made of: a character or more per glyph, and the spaces that pdf.js saw between glyphs. */
  readonly pieces?: readonly string[];
  /** Four numbers a glyph: how many pieces there are with its own, x and y where it ends (user space), its advance. */
  readonly glyphs?: readonly number[];
}

/** The text of a page as the patched worker hands it over. */
export interface GlyphContent {
  readonly items: GlyphItem[];
  readonly styles: Record<string, TextStyle>;
  /** The page has annotations other than links: fields, notes, stamps. */
  readonly hasNotes: boolean;
  /** Something is filled or stroked on it. */
  hasPaths: boolean;
  /** For each image on it, the matrix that places the unit square (user space). */
  readonly images: number[][];
}

/** Images noted of a page; more say no more. */
const MAX_IMAGES = 10_000;

/** pdf.js, whose worker (which runs in this thread) has been changed while it was loaded.
 *  @throws when the worker is not the version that the change is made for. */
export async function loadPdfjs(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  loading ??= load();
  return await loading;
}

let loading: ReturnType<typeof load> | undefined;
let content = emptyContent(false);

async function load() {
  Object.assign(globalThis, {
    [Symbol.for(SINK)]: openSink,
    [Symbol.for(INFLATE)]: inflateSync,
    [Symbol.for(IMAGE)]: (matrix: number[]) => content.images.length < MAX_IMAGES && content.images.push([...matrix]),
    [Symbol.for(PATH)]: () => {
      content.hasPaths = true;
    },
  });
  const worker = import.meta.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  using _hooks = toDisposable(
    registerHooks({
      load(url, context, nextLoad) {
        const loaded = nextLoad(url, context);
        return url === worker ? { ...loaded, source: change(String(loaded.source)) } : loaded;
      },
    }),
  );
  await import(worker);
  return await import('pdfjs-dist/legacy/build/pdf.mjs');
}

function toDisposable(hooks: { deregister(): void }): Disposable {
  return { [Symbol.dispose]: () => hooks.deregister() };
}

function change(source: string): string {
  return REPLACEMENTS.reduce((changed, { of, by }, index) => {
    const at = changed.indexOf(of);
    if (at < 0 || changed.includes(of, at + 1))
      throw new Error(`pdf.js is not the version that change ${index} is for`);
    return changed.slice(0, at) + by + changed.slice(at + of.length);
  }, source);
}

/** What is used of a page as pdf.js' worker knows it. */
interface CorePage {
  readonly annotations: readonly unknown[];
  readonly xref: { fetchIfRef(ref: unknown): { get?(key: string): { name?: string } | undefined } | undefined };
}

/** Asking for annotations takes a tenth of the time of a page's text, and most pages have none or links only. */
function hasNotes({ annotations, xref }: CorePage): boolean {
  try {
    return annotations.some((ref) => xref.fetchIfRef(ref)?.get?.('Subtype')?.name !== 'Link');
  } catch {
    return true; // whoever reads them will see what is wrong
  }
}

/** Takes a page's text in place of the stream that pdf.js would send it through. One page is read at a time. */
function openSink(page: CorePage): object {
  content = emptyContent(hasNotes(page));
  const taken = content;
  return {
    ready: Promise.resolve(),
    desiredSize: Number.POSITIVE_INFINITY,
    enqueue(chunk: GlyphContent) {
      for (const item of chunk.items) if ('str' in item) taken.items.push(item);
      Object.assign(taken.styles, chunk.styles);
    },
  };
}

/** Text of the page that was read last. */
export function takeContent(): GlyphContent {
  const taken = content;
  content = emptyContent(false);
  return taken;
}

function emptyContent(hasNotes: boolean): GlyphContent {
  return { items: [], styles: {}, hasNotes, hasPaths: false, images: [] };
}
