import type { FacetCount, Facets } from '@acervo/db';
import { roleName, typeName } from '../messages.ts';
import { type PageContext, withQuery } from '../page-context.ts';
import type { SearchState } from '../search/search-state.ts';
import { type Html, html } from './html.ts';

/** By what results can be narrowed. */
export const FACETS = ['type', 'role', 'score', 'court', 'class', 'year', 'source'] as const;

/** Values by which the results can be narrowed, with their counts; each is a link. */
export function searchFacets(
  context: PageContext,
  state: SearchState,
  facets: Facets,
  view: 'mentions' | 'passages',
): Html {
  const { say } = context;
  const shown = FACETS.filter((name) => facets[name].length > 0 || state[name] !== undefined);
  if (shown.length === 0) return html``;
  const groups = shown.map((name) => facetGroup(context, state, name, facets[name], view));
  return html`<aside class="facets" aria-label="${say.facets}">${groups}</aside>`;
}

function facetGroup(
  context: PageContext,
  state: SearchState,
  name: (typeof FACETS)[number],
  counts: readonly FacetCount[],
  view: string,
): Html {
  const { say, number, url } = context;
  const chosen = state[name];
  const chosenText = chosen === undefined ? undefined : String(chosen);
  const items = name === 'score' ? cumulated(counts) : counts;
  const values = items.filter(({ value }) => value !== chosenText);
  return html`<section><h3>${say[`facet${name}`]}</h3><ul>
${chosenText === undefined ? '' : html`<li class="chosen">${nameOf(context, name, chosenText, counts)} <a href="${withQuery(url, { [name]: null, after: null })}" aria-label="${say.removeFilter}: ${nameOf(context, name, chosenText, counts)}">✕</a></li>`}
${chosenText !== undefined && name !== 'score' ? '' : values.map(({ value, count }) => html`<li><a href="${withQuery(url, { [name]: value, after: null, view })}">${nameOf(context, name, value, counts)}</a> <span class="count">${number(count)}</span></li>`)}
</ul></section>`;
}

/** Scores are chosen as "from … on": each count is of all above it. */
function cumulated(counts: readonly FacetCount[]): FacetCount[] {
  let sum = 0;
  return counts
    .toSorted((a, b) => Number(b.value) - Number(a.value))
    .map(({ value, count }) => {
      sum += count;
      return { value, count: sum };
    });
}

function nameOf(
  { say, percent, language }: PageContext,
  name: string,
  value: string,
  counts: readonly FacetCount[],
): string {
  if (name === 'type') return typeName(say, value);
  if (name === 'role') return roleName(language, value);
  if (name === 'score') return percent(Number(value));
  if (name === 'source') {
    const source = counts.find((count) => count.value === value);
    const path = source !== undefined && 'path' in source ? String(source.path) : value;
    return path.split(/[\\/]/).filter(Boolean).at(-1) ?? value;
  }
  return value;
}
