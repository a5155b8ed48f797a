import type { PageContext } from '../page-context.ts';
import { type Html, html } from './html.ts';

const HEIGHT = 120;
const BAR = 36;

/** Documents by year as bars; the same numbers stand in a table for those who don't see them. Years without any are shown. */
export function yearChart(
  { say, number }: PageContext,
  years: readonly { readonly year: number; readonly documents: number }[],
): Html {
  const first = years[0]?.year;
  const last = years.at(-1)?.year;
  if (first === undefined || last === undefined || last - first > 150) return html``;
  const counts = new Map(years.map(({ year, documents }) => [year, documents]));
  const most = Math.max(...counts.values());
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const everyNth = Math.ceil(all.length / 24);
  const bars = all.map((year, at) => {
    const count = counts.get(year) ?? 0;
    const height = Math.round((count / most) * HEIGHT);
    const x = at * BAR;
    return html`<g><title>${year}: ${number(count)}</title><rect x="${x + 3}" y="${HEIGHT - height + 14}" width="${BAR - 6}" height="${height}" rx="2"></rect>
${at % everyNth === 0 ? html`<text x="${x + BAR / 2}" y="${HEIGHT + 30}" text-anchor="middle">${String(year)}</text>` : ''}
${everyNth === 1 && count > 0 ? html`<text class="value" x="${x + BAR / 2}" y="${HEIGHT - height + 10}" text-anchor="middle">${number(count)}</text>` : ''}</g>`;
  });
  const width = all.length * BAR;
  return html`<figure class="chart"><figcaption>${say.yearsTitle}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="${say.yearsTitle}"><svg viewBox="0 0 ${width} ${HEIGHT + 36}" width="${width}" height="${HEIGHT + 36}" aria-hidden="true">${bars}</svg></div>
<table class="visually-hidden"><caption>${say.yearsTitle}</caption><thead><tr><th scope="col">${say.year}</th><th scope="col">${say.documentsDone}</th></tr></thead>
<tbody>${years.map(({ year, documents }) => html`<tr><th scope="row">${String(year)}</th><td>${number(documents)}</td></tr>`)}</tbody></table></figure>`;
}
