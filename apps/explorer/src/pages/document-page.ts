import type { DocumentDetails, DocumentPart, DocumentParts, ModelRow, OcrDescription, Thresholds } from '@acervo/db';
import { isEntityType } from '@acervo/ner-core';
import type { DocumentState } from '../document/document-state.ts';
import { documentPath, permanentPath } from '../document-path.ts';
import type { PageContext } from '../page-context.ts';
import { highlight } from '../reading/highlight.ts';
import { reflow } from '../reading/reflow.ts';
import { documentFacts } from './document-facts.ts';
import { documentParts } from './document-parts.ts';
import { countTypes, filters } from './filters.ts';
import { type Html, html } from './html.ts';
import { pageImage } from './page-image.ts';
import { pageSource, problem } from './page-source.ts';
import { drawnMentions, isUnsure, mentionTable } from './part-mentions.ts';
import { removedTable } from './removed-table.ts';

/** What the page of a document is made of. */
export interface DocumentView {
  readonly document: DocumentDetails;
  readonly textHash: string | null;
  readonly part: DocumentPart | undefined;
  readonly state: DocumentState;
  readonly ocr: OcrDescription;
  readonly parts: DocumentParts;
  readonly model: ModelRow | undefined;
  readonly thresholds: Thresholds;
  /** Media type of its original, where that is within reach. */
  readonly original: string | undefined;
}

/** A document: one page of it with every mention, as text and as it is; and what is known about it. */
export function documentPage(context: PageContext, view: DocumentView): Html {
  const { say } = context;
  const { document, part, state, original } = view;
  const name = document.files[0]?.path ?? say.documentNumber(document.id);
  const image = pageImage(context, view);
  return html`<h1>${name}</h1>
${state.hasChanged ? html`<p class="notice" role="status">${say.quotedChanged}</p>` : ''}
${
  part === undefined
    ? html`${failure(context, document)}
${image === undefined || original !== 'application/pdf' ? '' : unreadNavigation(context, view)}
${image ?? ''}`
    : html`${citation(context, view, part)}
${documentParts(context, view)}
${pageNavigation(context, document, part, say.pageNavigation)}
${filters(context, { counts: countTypes(part.mentions), withSteps: true })}
${image === undefined ? '' : html`<p class="jump"><a href="#image-title">${say.imageTitle} ↓</a></p>`}
<div class="readings${image === undefined ? '' : ' two'}">
${textOfPart(context, view, part)}
${image ?? ''}
</div>
${part.mentions.some((mention) => isUnsure(view, mention)) ? html`<p class="hint">${say.unsureNote}</p>` : ''}
${image === undefined && part.page !== undefined ? html`<p class="hint">${view.original === undefined ? say.noOriginal : say.notDrawable(view.original)}</p>` : ''}
${pageNavigation(context, document, part, say.pageNavigationBelow)}
${mentionTable(context, view, part)}
${removedTable(context, part)}`
}
${documentFacts(context, view)}`;
}

function failure(context: PageContext, { errorCode }: DocumentDetails): Html {
  const { say } = context;
  if (errorCode === null) return html`<p class="notice">${say.notExtracted}</p>`;
  return problem(context, say.extractionFailed(errorCode), errorCode);
}

/** Between the pages of a PDF that gave no text; document.js, which draws them, says how many there are. */
function unreadNavigation({ say, number }: PageContext, { document, state }: DocumentView): Html {
  const at = 'number' in state.wanted ? state.wanted.number : 1;
  const link = (to: number, words: string, rel: string) =>
    html`<a rel="${rel}"${to < 1 ? html` hidden` : ''} href="${documentPath(document.id, { page: to })}">${words}</a>`;
  return html`<nav class="page-navigation" aria-label="${say.pageNavigation}" hidden data-unread="${at}">
${link(at - 1, `← ${say.previousPage}`, 'prev')} <strong>${say.pageOf(number(at), '')}</strong> ${link(at + 1, `${say.nextPage} →`, 'next')}
</nav>`;
}

function pageNavigation(
  { say, number }: PageContext,
  { id }: DocumentDetails,
  part: DocumentPart,
  label: string,
): Html {
  if (part.count <= 1) return html``;
  const where = (part.page === undefined ? say.partOf : say.pageOf)(number(part.number), number(part.count));
  const link = (to: number, words: string, rel: string) =>
    to < 1 || to > part.count
      ? html`<span class="hint">${words}</span>`
      : html`<a rel="${rel}" href="${documentPath(id, { page: to })}">${words}</a>`;
  return html`<nav class="page-navigation" aria-label="${label}">
${link(part.number - 1, `← ${say.previousPage}`, 'prev')} <strong>${where}</strong> ${link(part.number + 1, `${say.nextPage} →`, 'next')}
<form method="get" action="/documents/${id}"><label>${say.goToPage} <input name="page" type="number" min="1" max="${part.count}" value="${part.number}" required></label> <button>${say.go}</button></form>
</nav>`;
}

function textOfPart(context: PageContext, view: DocumentView, part: DocumentPart): Html {
  const { say } = context;
  const { page } = part;
  return html`<article class="reading" aria-labelledby="text-title"><h2 id="text-title">${say.textTitle}</h2>
${page === undefined ? '' : pageSource(context, page)}
<div class="text" lang="pt-BR">${highlight(reflow(part.text), 0, part.text.length, drawnMentions(context, view, part))}</div></article>`;
}

/** What is quoted by the address, ready to be copied: where it stands, in which bytes, by which model. */
function citation({ say, url }: PageContext, view: DocumentView, part: DocumentPart): Html {
  const { document, state, model } = view;
  const { quoted } = state;
  if (quoted === undefined) return html``;
  const mention = part.mentions.find(({ start, end }) => start === quoted.start && end === quoted.end);
  const quote = mention?.text ?? '';
  if (quote === '') return html``;
  const name = document.files[0]?.path ?? say.documentNumber(document.id);
  const place = part.page === undefined ? name : `${name}, ${say.onPage(String(part.number))}`;
  const reader = isEntityType(mention?.type ?? '')
    ? say.readByModel(`${model?.name ?? ''} ${model?.hash.slice(0, 12) ?? ''}`)
    : say.readByRules;
  const text = say.citationText(quote, place, document.sha256, reader);
  const link = new URL(permanentPath(view, mention ?? quoted), url).href;
  return html`<section class="citation" aria-labelledby="citation-title"><h2 id="citation-title">${say.citation}</h2>
<p lang="pt-BR" id="citation-text">${text} <a href="${link}">${link}</a></p>
<button type="button" data-copy="citation-text" data-copied="${say.copied}" hidden>${say.copy}</button></section>`;
}
