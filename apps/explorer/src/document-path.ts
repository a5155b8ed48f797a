/** Where a document is shown. `at` is a position in its text, in code points: a mention that begins there is gone to. */
export function documentPath(
  id: number,
  { page, at }: { readonly page?: number | null; readonly at?: number } = {},
): string {
  if (at !== undefined) return `/documents/${id}?at=${at}#m${at}`;
  return page === null || page === undefined ? `/documents/${id}` : `/documents/${id}?page=${page}`;
}

/** Where a document is shown with a range of its text marked, in code points. */
export function quotePath(id: number, { start, end }: { readonly start: number; readonly end: number }): string {
  return `/documents/${id}?at=${start}-${end}`;
}
