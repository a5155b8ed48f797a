import { DIFFERENCE_KINDS, type DifferenceSide, type ModelRow } from '@acervo/db';
import { quotePath } from '../document-path.ts';
import type { PageContext } from '../page-context.ts';
import type { AskedComparison } from './archive-page.ts';
import { type Html, html } from './html.ts';

/** A form that asks for two models, and where they differ on stored documents. */
export function comparisonSection(
  context: PageContext,
  models: readonly ModelRow[],
  asked: AskedComparison | undefined,
): Html {
  const { say } = context;
  if (models.length < 2) return html``;
  const select = (name: 'a' | 'b', label: string, chosen: ModelRow | undefined) =>
    html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${models.map((model) => html`<option value="${model.id}"${model.id === chosen?.id ? html` selected` : ''}>${model.name} (${model.hash.slice(0, 8)})</option>`)}</select></div>`;
  return html`<section id="comparison"><h2>${say.compareTitle}</h2>
<form method="get" action="/archive#comparison" class="row">${select('a', 'A', asked?.a ?? models[0])}${select('b', 'B', asked?.b ?? models[1])}<button>${say.compare}</button></form>
${asked === undefined ? '' : comparisonTables(context, asked)}</section>`;
}

function comparisonTables({ say, number, percent }: PageContext, { comparison }: AskedComparison): Html {
  const { documents, counts, examples } = comparison;
  if (documents === 0) return html`<p class="notice">${say.nothingCompared}</p>`;
  const sum = (kind: string) =>
    counts.filter((count) => count.kind === kind).reduce((total, { count }) => total + count, 0);
  const side = (found: DifferenceSide | null) =>
    found === null
      ? html`<td>${say.nothing}</td>`
      : html`<td><q lang="pt-BR">${found.text}</q> <span class="type" data-type="${found.type}">${say[found.type]}</span> ${percent(found.score)}</td>`;
  const mentionsOf = (side: 'typeA' | 'typeB') => {
    const found = counts.filter((count) => count.kind === 'mentions' && count[side] !== null);
    const total = found.reduce((before, { count }) => before + count, 0);
    return `${number(total)} ${say.mentions(total)}`;
  };
  return html`<p class="hint">${say.comparedDocuments(number(documents), say.documents(documents))} A: ${mentionsOf('typeA')}; B: ${mentionsOf('typeB')}.</p>
<table class="narrow"><thead><tr><th scope="col">${say.differenceKind}</th><th scope="col" class="number">${say.howMany}</th></tr></thead>
<tbody>${DIFFERENCE_KINDS.map((kind) => html`<tr><th scope="row">${say[kind]}</th><td class="number">${number(sum(kind))}</td></tr>`)}</tbody></table>
${
  examples.length === 0
    ? ''
    : html`<h3>${say.differenceExamples}</h3><div class="scroll" tabindex="0" role="region" aria-label="${say.differenceExamples}"><table><thead><tr><th scope="col">${say.kind}</th><th scope="col">A</th><th scope="col">B</th><th scope="col">${say.factPath}</th></tr></thead>
<tbody>${examples.map(({ kind, a, b, documentId, path, page }) => html`<tr><th scope="row">${say[kind]}</th>${side(a)}${side(b)}<td><a href="${quotePath(documentId, a ?? b ?? { start: 0, end: 0 })}">${path ?? say.documentNumber(documentId)}${page === null ? '' : `, ${say.onPage(String(page))}`}</a></td></tr>`)}</tbody></table></div>`
}`;
}
