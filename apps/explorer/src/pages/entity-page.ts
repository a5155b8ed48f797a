import {
  DESCRIBED_MENTIONS,
  type EntityDescription,
  type EntityDetails,
  type MentionResult,
  TOGETHER_DOCUMENTS,
} from '@acervo/db';
import { normalize } from '@acervo/legal';
import { typeName } from '../messages.ts';
import type { PageContext } from '../page-context.ts';
import { entityName } from './entity-name.ts';
import { type Html, html } from './html.ts';
import { mentionItem } from './search-page.ts';
import { yearChart } from './year-chart.ts';

const SHOWN_SPELLINGS = 12;
const SHOWN_ARTICLES = 30;

/** An entity: how often, when, how and with whom it is named, and its first mentions. */
export function entityPage(
  context: PageContext,
  entity: EntityDetails,
  description: EntityDescription,
  mentions: readonly MentionResult[],
): Html {
  const { say, number, day } = context;
  const { spellings, years, together, described } = description;
  const articles = entity.type === 'LEGISLACAO' ? countArticles(spellings) : [];
  return html`<h1><span lang="pt-BR">${entityName(context, entity.type, entity.name)}</span> <span class="type" data-type="${entity.type}">${typeName(say, entity.type)}</span></h1>
<p>${say.entityTotals(`${number(entity.mentions)} ${say.mentions(entity.mentions)}`, `${number(entity.documents)} ${say.documents(entity.documents)}`, `${number(entity.decisions)} ${say.decisions(entity.decisions)}`)}${entity.firstJudgedOn !== null && entity.lastJudgedOn !== null ? html`, ${say.entityPeriod(day(entity.firstJudgedOn), day(entity.lastJudgedOn))}` : ''}</p>
${entity.type === 'PESSOA' ? html`<p class="notice">${say.namesakes}</p>` : ''}
<p class="hint">${say.entityKey}: <code>${entity.key}</code> · ${say.entityRule}: <code>${entity.rule}</code></p>
${described >= DESCRIBED_MENTIONS ? html`<p class="hint">${say.describedFirst(number(described))}</p>` : ''}
${yearChart(context, years)}
<div class="columns">
${articles.length === 0 ? '' : html`<section><h2>${say.articlesTitle}</h2><ul class="counts">${articles.slice(0, SHOWN_ARTICLES).map(({ article, count }) => html`<li><a href="/?entity=${entity.id}&amp;article=${encodeURIComponent(article)}">${say.article(article)}</a> <span class="count">${number(count)}</span></li>`)}</ul></section>`}
<section><h2>${say.spellingsTitle}</h2><ul class="counts" lang="pt-BR">${spellings.slice(0, SHOWN_SPELLINGS).map(({ text, count }) => html`<li>${text} <span class="count">${number(count)}</span></li>`)}</ul></section>
${together.length === 0 ? '' : html`<section><h2>${say.togetherTitle}</h2>${entity.documents > TOGETHER_DOCUMENTS ? html`<p class="hint">${say.togetherHint(number(TOGETHER_DOCUMENTS))}</p>` : ''}<ul class="counts">${together.map(({ id, type, name, documents }) => html`<li><a href="/entities/${id}" lang="pt-BR">${entityName(context, type, name)}</a> <span class="type" data-type="${type}">${typeName(say, type)}</span> <span class="count">${number(documents)}</span></li>`)}</ul></section>`}
</div>
<section><h2>${say.inContext}</h2>
<ol class="hits">${mentions.map((mention) => mentionItem(context, mention, { isOfPage: true }))}</ol>
<p><a class="button" href="/?entity=${entity.id}">${say.allMentions}</a></p></section>`;
}

/** Articles that the ways of naming a law mention, most cited first. */
function countArticles(spellings: EntityDescription['spellings']): { article: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { text, count } of spellings) {
    const article = normalize('LEGISLACAO', text)[0]?.attributes['article'];
    if (typeof article === 'string') counts.set(article, (counts.get(article) ?? 0) + count);
  }
  return [...counts].map(([article, count]) => ({ article, count })).sort((a, b) => b.count - a.count);
}
