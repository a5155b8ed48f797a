import type { DocumentView } from './pages/document-page.ts';

/** Where a document is shown. `at` is a position in its text, in code points: a mention that begins there is gone to. */
export function documentPath(
  id: number,
  { page, at }: { readonly page?: number | null; readonly at?: number } = {},
): string {
  if (at !== undefined) return `/documents/${id}?at=${at}#m${at}`;
  return page === null || page === undefined ? `/documents/${id}` : `/documents/${id}?page=${page}`;
}

/** Where a document is shown with a range of its text marked and gone to, in code points. */
export function quotePath(id: number, { start, end }: { readonly start: number; readonly end: number }): string {
  return `/documents/${id}?at=${start}-${end}#m${start}`;
}

/** An address that means the same passage for ever: bytes, text and range, none of which is a number of this database. */
export function permanentPath(
  { document, textHash }: Pick<DocumentView, 'document' | 'textHash'>,
  { start, end }: { start: number; end: number },
): string {
  return `/m/${document.sha256.slice(0, 32)}/${(textHash ?? '').slice(0, 16)}/${start}-${end}`;
}
