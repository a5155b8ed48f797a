import type { DocumentDetails } from '@acervo/db';
import type { PageContext } from '../page-context.ts';
import type { DocumentView } from './document-page.ts';
import { type Html, html } from './html.ts';

/** What is known about a document besides its text. */
export function documentFacts(context: PageContext, { document, hasOriginal }: DocumentView): Html {
  const { say, number } = context;
  const { metadata } = document;
  const facts: [string, Html | string | null | undefined][] = [
    [say.factCourt, metadata?.court],
    [say.factCase, metadata?.caseNumber],
    [say.factDate, metadata?.judgedOn],
    [say.factClass, metadata?.class],
    [say.factOwnId, metadata?.ownId],
    ...Object.entries(metadata?.extra ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    [say.factPages, document.pageCount === null ? null : number(document.pageCount)],
    [say.factSize, `${number(Math.ceil(document.sizeBytes / 1024))} kB`],
    [say.factSha, html`<code>${document.sha256}</code>`],
    ...document.files.map(({ path, sourcePath, vanishedAt }): [string, Html] => [
      say.factPath,
      html`${sourcePath}/${path}${vanishedAt === null ? '' : html` <em>(${say.vanished})</em>`}`,
    ]),
    ...document.runs.map((run): [string, string] => [say.factRead, `${run.model}: ${describeRun(context, run)}`]),
  ];
  return html`<section class="facts" aria-labelledby="facts-title"><h2 id="facts-title">${say.facts}</h2>
<dl>${facts.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${hasOriginal ? html`<p><a class="button" href="/documents/${document.id}/file" download>${say.original}</a></p>` : ''}</section>`;
}

function describeRun(
  { say, number }: PageContext,
  { status, mentions, errorCode }: DocumentDetails['runs'][number],
): string {
  if (status === 'failed') return `${say.runFailed} (${errorCode ?? ''})`;
  return status === 'done' ? say.runDone(number(mentions ?? 0)) : say.runPending;
}
