import { ENTITY_TYPES, isEntityType } from '@acervo/ner-core';
import { typeName } from '../messages.ts';
import type { PageContext } from '../page-context.ts';
import { type Html, html } from './html.ts';

/** Mentions by type: those of models also where there are none, those of rules where there are. */
export function countTypes(mentions: readonly { readonly type: string }[]): { type: string; count: number }[] {
  const counts = new Map<string, number>(ENTITY_TYPES.map((type) => [type, 0]));
  for (const { type } of mentions) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count }));
}

/** What of a highlighted text is shown: types, scores, labels. Types and labels need no script (style.css looks at the
 *  boxes); the slider and the types of users' rules do. */
export function filters(
  { say, number }: PageContext,
  {
    counts,
    withDifferences = false,
    withSteps = false,
  }: {
    readonly counts: readonly { type: string; count: number }[];
    readonly withDifferences?: boolean;
    readonly withSteps?: boolean;
  },
): Html {
  const toggle = ({ type, count }: (typeof counts)[number]) =>
    html`<label class="type-toggle"><input type="checkbox" id="show-${type}" data-shows="${type}" checked> <span class="type" data-type="${type}">${typeName(say, type)}</span> <span class="count">${number(count)}</span></label>`;
  const byRules = counts.filter(({ type }) => !isEntityType(type));
  return html`<fieldset class="filters"><legend>${say.filters}</legend>
${counts.filter(({ type }) => isEntityType(type)).map(toggle)}
${byRules.length === 0 ? '' : html`<span class="by-rules"><span class="hint">${say.foundByRules}</span> ${byRules.map(toggle)}</span>`}
<label class="type-toggle"><input type="checkbox" id="show-labels" checked> ${say.showLabels}</label>
${withDifferences ? html`<label class="type-toggle"><input type="checkbox" id="only-differences"> ${say.onlyDifferences}</label>` : ''}
<label class="slider" hidden>${say.leastScore} <input type="range" id="least-score" min="0" max="1" step="0.05" value="0"> <output for="least-score">0</output></label>
${withSteps ? html`<span class="steps" hidden><button type="button" data-step="-1" aria-keyshortcuts="k">← ${say.previousMention}</button> <button type="button" data-step="1" aria-keyshortcuts="j">${say.nextMention} →</button> <a id="cite" class="button" hidden>${say.cite}</a></span>` : ''}
</fieldset>`;
}
