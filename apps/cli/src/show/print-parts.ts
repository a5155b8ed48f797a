import type { DocumentParts } from '@acervo/db';
import type { Context } from '../context.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

/** Prints the documents that a file holds, a row each, and the parts of its decisions in a line; nothing where there are none. */
export function printParts({ say, output }: Context, { pieces, sections }: DocumentParts): void {
  const { dim } = output.result;
  if (sections.length > 0) {
    const named = sections.map(({ kind, page }) => (page === null ? kind : `${kind} ${say.onPage(String(page))}`));
    output.print(dim(`${say.sectionsTitle}: ${named.join(' · ')}`));
  }
  if (pieces.length === 0) return;
  output.print();
  output.print(dim(`── ${say.piecesTitle} ──`));
  const rows = pieces.map(({ firstPage, lastPage, title, signer, datedOn }) => [
    firstPage === lastPage ? String(firstPage) : `${firstPage}–${lastPage}`,
    oneLine(title ?? ''),
    oneLine(signer ?? ''),
    datedOn ?? '',
  ]);
  const heads = [say.piecePages, say.pieceName, say.pieceSigned, say.pieceDate];
  for (const line of formatTable(heads, rows, output.resultColumns)) output.print(line);
}
