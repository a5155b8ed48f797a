import type { DocumentPart } from '@acervo/db';
import { mentionAnchors } from '../document/mention-anchor.ts';
import { mentionBoxes, removedBoxes } from '../document/page-boxes.ts';
import type { PageContext } from '../page-context.ts';
import { PDFJS_PATH } from '../pdfjs-assets.ts';
import type { DocumentView } from './document-page.ts';
import { type Html, html } from './html.ts';
import { ruleName } from './removed-table.ts';

/** The page of the original as it is, for document.js to draw boxes on, also where no text could be read from it; undefined
 *  where a browser can't draw it. Pictures (PNG, JPEG) are drawn by the browser. */
export function pageImage(context: PageContext, view: DocumentView): Html | undefined {
  const { say, number } = context;
  const { document, part, original, state } = view;
  const isPdf = original === 'application/pdf' && (part === undefined || part.page !== undefined);
  const asked = 'number' in state.wanted ? state.wanted.number : 1;
  const isPicture = original === 'image/png' || original === 'image/jpeg';
  if (!isPdf && !isPicture) return undefined;
  const file = `/documents/${document.id}/file`;
  const removed = part?.page === undefined ? [] : removedData(context, part);
  const source = isPdf
    ? html` data-file="${file}" data-page="${part?.number ?? asked}" data-pdfjs="${PDFJS_PATH}"`
    : html` data-picture`;
  const content = isPdf
    ? html`<p class="hint" role="status">${say.imageLoading}</p>`
    : html`<div class="sheet"><img src="${file}" alt="${say.imageTitle}"></div>`;
  return html`<article class="reading" aria-labelledby="image-title"><h2 id="image-title">${say.imageTitle}</h2>
${removed.length === 0 ? '' : html`<label class="type-toggle" hidden><input type="checkbox" id="show-removed"> ${say.showRemoved(number(removed.length))}</label>`}
<div class="page-image"${source} data-failed="${say.imageFailed}" data-boxes="${JSON.stringify(mentionData(context, view))}" data-removed="${JSON.stringify(removed)}">${content}</div></article>`;
}

function mentionData({ say }: PageContext, { part, state }: DocumentView): object[] {
  if (part?.page === undefined) return [];
  const anchorOf = mentionAnchors(part.mentions, state);
  return mentionBoxes(part.page, part).map(({ mention, ...box }) => {
    const { type, text, score } = mention;
    return { ...box, of: anchorOf(mention), type, title: say.imageLink(text), score: score.toFixed(3) };
  });
}

function removedData(context: PageContext, part: DocumentPart): object[] {
  if (part.page === undefined) return [];
  return removedBoxes(part.page, part).map((box) => ({
    ...box,
    label: `${box.ordinal} · ${ruleName(context, part.removed[box.ordinal - 1]?.rule ?? '')}`,
  }));
}
