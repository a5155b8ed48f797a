import type { DocumentDetails, OcrDescription, ReadField } from '@acervo/db';
import { quotePath } from '../document-path.ts';
import type { PageContext } from '../page-context.ts';
import type { DocumentView } from './document-page.ts';
import { type Html, html } from './html.ts';

/** What is known about a document besides its text. */
export function documentFacts(context: PageContext, { document, original, ocr }: DocumentView): Html {
  const { say, number, day } = context;
  const { metadata } = document;
  /** A value; one that the text states leads to its place. */
  const stated = (field: ReadField): Html | string | null => {
    const value = metadata?.[field] ?? null;
    const shown = value !== null && field === 'judgedOn' ? day(value) : value;
    const found = metadata?.read[field];
    if (value === null || found === undefined || found.value !== value || !('start' in found)) return shown;
    return html`<a href="${quotePath(document.id, found)}" title="${say.factStatedHere}">${shown}</a>`;
  };
  const facts: [string, Html | string | null | undefined][] = [
    [say.factTitle, stated('title')],
    [say.factCourt, stated('court')],
    [say.factCase, stated('caseNumber')],
    [say.factDate, stated('judgedOn')],
    [say.factClass, stated('class')],
    [say.factRapporteur, stated('rapporteur')],
    [say.factOwnId, metadata?.ownId],
    ...Object.entries(metadata?.extra ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    [say.factPages, document.pageCount === null ? null : number(document.pageCount)],
    [say.factOcr, describeOcrIn(context, ocr)],
    [say.factSize, `${number(Math.ceil(document.sizeBytes / 1024))} kB`],
    [say.factSha, html`<code>${document.sha256}</code>`],
    ...document.files.map(({ path, sourcePath, vanishedAt }): [string, Html] => [
      say.factPath,
      html`${sourcePath}/${path}${vanishedAt === null ? '' : html` <em>(${say.vanished})</em>`}`,
    ]),
    ...copiesOf(context, document),
    [
      say.factRead,
      document.runs.length === 0
        ? null
        : html`${document.runs.map((run, at) => html`${at > 0 ? html`<br>` : ''}${run.model === 'rules' ? say.rulesName : run.model}: ${describeRun(context, run)}`)}`,
    ],
  ];
  return html`<section class="facts" aria-labelledby="facts-title"><h2 id="facts-title">${say.facts}</h2>
<dl>${facts.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${original !== undefined ? html`<p><a class="button" href="/documents/${document.id}/file" download>${say.original}</a></p>` : ''}</section>`;
}

/** Links to what the document repeats, and to what repeats it. */
function copiesOf(
  { say, percent }: PageContext,
  { sameTextAs, nearDuplicateOf, copies }: DocumentDetails,
): [string, Html][] {
  const link = ({ id, path }: { id: number; path: string | null }, similarity: number | null): Html =>
    html`<a href="/documents/${id}">${path ?? say.documentNumber(id)}</a>${similarity === null ? '' : ` (${percent(Math.min(0.99, similarity))})`}`;
  return [
    ...(sameTextAs === null ? [] : [[say.factSameText, link(sameTextAs, null)] as [string, Html]]),
    ...[...(nearDuplicateOf === null ? [] : [nearDuplicateOf]), ...copies].map(
      ({ similarity, ...copy }): [string, Html] => [
        similarity === null ? say.factSameText : say.factNear,
        link(copy, similarity),
      ],
    ),
  ];
}

function describeOcrIn({ say, number, percent }: PageContext, ocr: OcrDescription): string {
  const { pages, confidence, failed, pending } = ocr;
  const facts = [
    pages > 0 && `${number(pages)} ${say.pages(pages)}, ${say.ocrConfidence(percent(confidence ?? 0))}`,
    failed > 0 && `${number(failed)} ${say.ocrFailedPages(failed)}`,
    pending > 0 && `${number(pending)} ${say.ocrPendingPages(pending)}`,
  ];
  return facts.filter(Boolean).join('; ');
}

function describeRun(
  { say, number }: PageContext,
  { status, mentions, errorCode }: DocumentDetails['runs'][number],
): string {
  if (status === 'failed') return `${say.runFailed} (${errorCode ?? ''})`;
  return status === 'done' ? `${number(mentions ?? 0)} ${say.mentions(mentions ?? 0)}` : say.runPending;
}
