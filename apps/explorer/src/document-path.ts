/** Where a document is shown. `at` is a position in its text, in code points; `q` is what was looked for. */
export function documentPath(
  id: number,
  { page, at, q }: { readonly page?: number | null; readonly at?: number; readonly q?: string } = {},
): string {
  const query = new URLSearchParams();
  if (page !== null && page !== undefined) query.set('page', String(page));
  if (at !== undefined) query.set('at', String(at));
  if (q !== undefined && q !== '') query.set('q', q);
  return `/documents/${id}${query.size === 0 ? '' : `?${query}`}${at === undefined ? '' : '#here'}`;
}
