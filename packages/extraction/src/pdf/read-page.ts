import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ExtractedPage } from '../extraction.ts';
import { coverage } from './coverage.ts';
import { isSignature, placeFields } from './form-fields.ts';
import { type Fragment, placeItems } from './fragment.ts';
import { limitLength } from './geometry.ts';
import { takeContent } from './load-pdfjs.ts';
import { takeOverprint } from './overprint.ts';
import { repairItems } from './repair-items.ts';
import { joinSegments, type Segment } from './segments.ts';

/** What is known of a page besides its text. */
export type PageFrame = Omit<ExtractedPage, 'start' | 'end' | 'runs' | 'advances'>;

/** A page as it was read, before the whole document says what of it is text. */
export interface ReadPage {
  readonly frame: PageFrame;
  /** Text in the direction of most characters. */
  readonly segments: readonly Segment[];
  /** Text in other directions. */
  readonly turned: readonly Segment[];
  /** What electronic signatures show. */
  readonly signatures: readonly Segment[];
  /** Text that was printed twice at one place: its second prints. */
  readonly overprinted: readonly Segment[];
  /** The share of the page that images cover, 0..1. */
  readonly imageShare: number;
}

/** Reads one page and lets go of what pdf.js holds for it. A page that cannot be read is there without text, with its
 *  reason: the others are still worth having. */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<ReadPage> {
  let proxy: PDFPageProxy | undefined;
  let size = { width: 0, height: 0, rotation: 0 };
  try {
    proxy = await pdf.getPage(number);
    const viewport = proxy.getViewport({ scale: 1 });
    size = {
      width: limitLength(viewport.width),
      height: limitLength(viewport.height),
      rotation: viewport.rotation,
    };
    await proxy.getTextContent({ disableNormalization: true });
    const { items, styles, hasNotes, hasPaths, images } = takeContent();
    const annotations = hasNotes ? await proxy.getAnnotations({ intent: 'display' }) : [];
    const [signatures, others] = [annotations.filter(isSignature), annotations.filter((each) => !isSignature(each))];
    const fields = placeFields(others, viewport.transform);
    const fragments = [...placeItems(repairItems(items), styles, viewport.transform), ...fields];
    const imageShare = coverage(images, proxy.view);
    const page = composePage(fragments, { number, ...size }, hasPaths || images.length > 0 || hasNotes);
    return { ...page, imageShare, signatures: joinSegments(placeFields(signatures, viewport.transform)) };
  } catch {
    // what broken pages throw are pdf.js' own errors of many classes; the reason is stored with the page
    const frame: PageFrame = { number, ...size, textSource: 'none', reason: 'page-corrupt' };
    return { frame, segments: [], turned: [], signatures: [], overprinted: [], imageShare: 0 };
  } finally {
    proxy?.cleanup();
  }
}

function composePage(
  fragments: readonly Fragment[],
  frame: Omit<PageFrame, 'textSource' | 'reason'>,
  isDrawnOn: boolean,
): Omit<ReadPage, 'signatures' | 'imageShare'> {
  const angle = mainAngle(fragments, frame.width);
  const { kept, repeated } = takeOverprint(fragments.filter((fragment) => fragment.angle === angle));
  const segments = joinSegments(kept);
  const turned = [...Map.groupBy(fragments, (fragment) => fragment.angle)].flatMap(([other, group]) =>
    other === angle ? [] : joinSegments(group),
  );
  if (segments.length + turned.length > 0) {
    const source = isGarbled(fragments)
      ? ({ textSource: 'layer', reason: 'garbled-text' } as const)
      : ({ textSource: 'layer' } as const);
    return { frame: { ...frame, ...source }, segments, turned, overprinted: joinSegments(repeated) };
  }
  if (fragments.length === 0) {
    const reason = isDrawnOn ? 'no-text-layer' : 'blank';
    return { frame: { ...frame, textSource: 'none', reason }, segments, turned, overprinted: [] };
  }
  // all glyphs have codes that mean nothing: each is kept as U+FFFD, so that the page doesn't pass for blank
  const marked = fragments.map((fragment) => ({ ...fragment, text: fragment.text.replaceAll(/\p{Cc}/gu, '\ufffd') }));
  return {
    frame: { ...frame, textSource: 'layer', reason: 'garbled-text' },
    segments: joinSegments(marked),
    turned,
    overprinted: [],
  };
}

/** The share of a page's characters that may mean nothing (controls, replacement and private characters). */
const GARBLED = 0.25;

function isGarbled(fragments: readonly Fragment[]): boolean {
  let odd = 0;
  let all = 0;
  for (const { text } of fragments) {
    all += text.length;
    if (/[^\x20-\u024f\u2010-\u203a]/.test(text)) odd += text.match(/[\p{Cc}\p{Co}\ufffd]/gu)?.length ?? 0;
  }
  return odd > GARBLED * all;
}

/** Width of the strips at the sides in which stamps stand, in widths of the page. */
const SIDE = 0.08;

/** The direction of most characters, but for those at the sides of the page: a last page may have more of stamps than of
 *  text. */
function mainAngle(fragments: readonly Fragment[], width: number): number {
  const lengths = new Map<number, number>();
  for (const { angle, turn, text, left, right, baseline } of fragments) {
    const x = ((left + right) / 2) * Math.cos(turn) - baseline * Math.sin(turn);
    const isAtSide = angle !== 0 && Math.min(x, width - x) < SIDE * width;
    lengths.set(angle, (lengths.get(angle) ?? 0) + (isAtSide ? 0 : text.length));
  }
  return [...lengths].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0];
}
