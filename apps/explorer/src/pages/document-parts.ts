import type { StoredPiece, StoredSection } from '@acervo/db';
import { documentPath } from '../document-path.ts';
import type { PageContext } from '../page-context.ts';
import type { DocumentView } from './document-page.ts';
import { type Html, html } from './html.ts';

/** Contents of a document: the documents that a case file holds, with the parts of each, or those of the decision it is.
 *  Nothing where neither is known. */
export function documentParts(context: PageContext, { document, parts }: DocumentView): Html {
  const { say } = context;
  const { pieces, sections } = parts;
  if (pieces.length + sections.length === 0) return html``;
  const open = pieces.length < 2 ? html` open` : '';
  return html`<nav class="parts" aria-labelledby="parts-title"><details${open}><summary><h2 id="parts-title">${say.contents}</h2></summary>
${pieces.length === 0 ? sectionList(context, document.id, sections) : html`<ol>${pieces.map((piece) => html`<li>${describePiece(context, document.id, piece)}${sectionList(context, document.id, sectionsOf(piece, sections))}</li>`)}</ol>`}
</details></nav>`;
}

const sectionsOf = ({ firstPage, lastPage }: StoredPiece, sections: readonly StoredSection[]) =>
  sections.filter(({ page }) => page !== null && page >= firstPage && page <= lastPage);

function describePiece({ say, day }: PageContext, id: number, piece: StoredPiece): Html {
  const { firstPage, lastPage, title, signer, datedOn, caseNumber } = piece;
  const pages = firstPage === lastPage ? say.onPage(String(firstPage)) : say.onPages(`${firstPage}–${lastPage}`);
  const facts = [signer === null ? null : say.signedBy(signer), datedOn === null ? null : day(datedOn), caseNumber];
  return html`<a href="${documentPath(id, { page: firstPage })}">${title ?? say.untitledPiece}</a> <span class="hint">${[pages, ...facts].filter((fact) => fact !== null).join(' · ')}</span>`;
}

function sectionList({ say }: PageContext, id: number, sections: readonly StoredSection[]): Html {
  if (sections.length === 0) return html``;
  return html`<ul class="sections">${sections.map(
    ({ kind, start, page }) =>
      html`<li><a href="${documentPath(id, { at: start })}">${say.sectionNames[kind]}</a>${page === null ? '' : html` <span class="hint">${say.onPage(String(page))}</span>`}</li>`,
  )}</ul>`;
}
