import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { RemovedSpan } from '../extraction.ts';
import type { PageFrame } from './assemble.ts';
import { composePage, type PageText } from './compose-page.ts';
import { placeFields } from './form-fields.ts';
import { type Fragment, placeItems } from './fragment.ts';

/** A page with its text, and what was taken out of it. */
export interface ReadPage {
  readonly page: PageText & { readonly frame: PageFrame };
  readonly removed: readonly RemovedSpan[];
}

/** Reads one page and lets go of what pdf.js holds for it. A page that cannot be read is there without text, with its
 *  reason: the others are still worth having. */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<ReadPage> {
  let proxy: PDFPageProxy | undefined;
  let size = { width: 0, height: 0, rotation: 0 };
  try {
    proxy = await pdf.getPage(number);
    const viewport = proxy.getViewport({ scale: 1 });
    size = { width: viewport.width, height: viewport.height, rotation: viewport.rotation };
    const content = await proxy.getTextContent();
    const items = content.items.filter((item) => 'str' in item);
    const fields = placeFields(await proxy.getAnnotations({ intent: 'display' }), viewport.transform);
    const fragments = [...placeItems(items, content.styles, viewport.transform), ...fields];
    const { page, removed } = composePage(fragments, number);
    if (page.text === '' && removed.length === 0 && fragments.length > 0)
      return garbledPage(fragments, { number, ...size });
    const source =
      page.text === ''
        ? ({ textSource: 'none', reason: 'no-text-layer' } as const)
        : ({ textSource: 'layer' } as const);
    return { page: { ...page, frame: { number, ...size, ...source } }, removed };
  } catch {
    // what broken pages throw are pdf.js' own errors of many classes; the reason is stored with the page
    const frame: PageFrame = { number, ...size, textSource: 'none', reason: 'page-corrupt' };
    return { page: { text: '', runs: new Int32Array(), frame }, removed: [] };
  } finally {
    proxy?.cleanup();
  }
}

/** All glyphs of the page have codes that mean nothing: each is kept as U+FFFD, so that the page doesn't pass for blank. */
function garbledPage(fragments: readonly Fragment[], frame: Omit<PageFrame, 'textSource' | 'reason'>): ReadPage {
  const marked = fragments.map((fragment) => ({ ...fragment, text: fragment.text.replaceAll(/\p{Cc}/gu, '\ufffd') }));
  const { page, removed } = composePage(marked, frame.number);
  return { page: { ...page, frame: { ...frame, textSource: 'layer', reason: 'garbled-text' } }, removed };
}
