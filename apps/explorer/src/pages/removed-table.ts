import type { DocumentPart } from '@acervo/db';
import type { PageContext } from '../page-context.ts';
import { type Html, html } from './html.ts';

/** What was taken out of a page's text, numbered as its boxes on the page are. */
export function removedTable(context: PageContext, { removed }: Pick<DocumentPart, 'removed'>): Html {
  const { say, number } = context;
  if (removed.length === 0) return html``;
  return html`<details><summary>${say.removedTitle} (${removed.length})</summary><div class="scroll" tabindex="0" role="region" aria-label="${say.removedTitle}"><table>
<thead><tr><th scope="col" class="number">${say.removedNumber}</th><th scope="col">${say.removedRule}</th><th scope="col">${say.removedText}</th></tr></thead>
<tbody>${removed.map(({ rule, text }, at) => html`<tr><td class="number">${number(at + 1)}</td><td>${ruleName(context, rule)}</td><td lang="pt-BR">${text}</td></tr>`)}</tbody></table></div></details>`;
}

const RULES = ['running-head', 'running-foot', 'page-number', 'stamp', 'rotated-text', 'overprint'] as const;

/** A rule that takes text out, in the reader's words. */
export function ruleName({ say }: PageContext, rule: string): string {
  const known = RULES.find((each) => each === rule);
  return known === undefined ? rule : say[known];
}
