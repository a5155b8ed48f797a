import {
  CONTEXT_CODE_POINTS,
  COUNTED_RESULTS,
  type FoundEntity,
  type FoundPassage,
  type MentionResult,
} from '@acervo/db';
import { isEntityType } from '@acervo/ner-core';
import { documentPath } from '../document-path.ts';
import { roleName, typeName } from '../messages.ts';
import { type PageContext, withQuery } from '../page-context.ts';
import { cutExcerpt } from '../search/excerpt.ts';
import type { SearchResult } from '../search/run-search.ts';
import type { SearchState } from '../search/search-state.ts';
import { entityName } from './entity-name.ts';
import { type Html, html } from './html.ts';
import { FACETS, searchFacets } from './search-facets.ts';

/** The first page: the box, and what the archive names most. */
export function startPage(context: PageContext, state: SearchState, entities: readonly FoundEntity[]): Html {
  const { say } = context;
  return html`<h1>${say.searchTitle}</h1>
${searchForm(context, state)}
${
  entities.length === 0
    ? html`<p class="notice">${say.emptyArchive} <a href="/try">${say.navTry}</a></p>`
    : html`<h2>${say.seeAllCited}</h2>${entityList(context, entities)}`
}`;
}

/** A page of results. */
export function searchPage(context: PageContext, state: SearchState, result: SearchResult): Html {
  const { say, number, url } = context;
  const { understood, view, counted, after } = result;
  const isCapped = counted >= COUNTED_RESULTS;
  return html`<h1 class="visually-hidden">${state.entity === undefined ? say.searchFor(state.q) : say.mentionsOf(understood.entities[0]?.name ?? '')}</h1>
${searchForm(context, state)}
${
  understood.entities.length > 0
    ? html`<p class="understood">${say.readAs}: ${understood.entities.slice(0, 3).map(({ id, name }, at) => html`${at > 0 ? ', ' : ''}<a href="/entities/${id}">${name}</a>`)}${understood.article === undefined ? '' : html` (${say.articleOnly(understood.article)})`}</p>`
    : ''
}
${result.documents.length === 0 ? '' : html`<h2>${say.foundDocuments}</h2><ul class="plain">${result.documents.map(({ id, files, metadata }) => html`<li><a href="/documents/${id}">${files[0]?.path ?? say.documentNumber(id)}</a> <span class="hint">${[metadata?.court, metadata?.caseNumber, metadata?.judgedOn && context.day(metadata.judgedOn)].filter(Boolean).join(' · ')}</span></li>`)}</ul>`}
${result.entities.length === 0 ? '' : html`<h2>${say.foundEntities}</h2>${entityList(context, result.entities)}`}
<h2>${say.viewLabel}</h2>
${
  state.entity === undefined
    ? html`<nav class="tabs" aria-label="${say.viewLabel}"><ul>
${(['passages', 'mentions'] as const).map((each) => html`<li><a href="${withQuery(url, { view: each, after: null, type: null, role: null, score: null })}"${each === view ? html` aria-current="page"` : ''}>${each === 'passages' ? say.viewPassages : say.viewMentions}</a></li>`)}
</ul></nav>`
    : ''
}
<div class="results">
${searchFacets(context, state, result.facets, view)}
<div>
<p class="hint facts-line" role="status"><span>${isCapped ? say.countedFirst(number(counted)) : `${number(counted)} ${say.results(counted)}`}</span>
${view === 'passages' && counted > 1 ? sortLinks(context, state, isCapped) : ''}
${view === 'mentions' && state.score === undefined ? html`<span>${say.belowThresholds} <a href="${withQuery(url, { score: '0', after: null, view })}">${say.showUnsure}</a></span>` : ''}
${counted > 0 ? html` <a href="/search.csv${withQuery(url, { after: null, view }).replace(/^\//, '')}" download>${say.csvOfResult}</a>` : ''}</p>
${counted === 0 ? nothingFound(context, state, result) : ''}
<ol class="hits">
${view === 'passages' ? result.passages.map((passage) => passageItem(context, passage)) : result.mentions.map((mention) => mentionItem(context, mention))}
</ol>
${after === undefined ? '' : html`<p><a class="button" rel="next" href="${withQuery(url, { after })}">${say.nextResults}</a></p>`}
</div>
</div>`;
}

function searchForm({ say }: PageContext, state: SearchState): Html {
  return html`<form class="search" method="get" action="/" role="search">
<div class="field"><label for="q">${say.searchLabel}</label>
<div class="row"><input id="q" name="q" type="search" value="${state.q}" maxlength="500" aria-describedby="q-hint" autocomplete="off"><button class="primary">${say.search}</button></div>
<p class="hint" id="q-hint">${say.searchHint}</p></div>
</form>`;
}

function sortLinks({ say, url }: PageContext, state: SearchState, isCapped: boolean): Html {
  const link = (sort: SearchState['sort'], words: string) =>
    sort === state.sort
      ? html`<strong>${words}</strong>`
      : html`<a href="${withQuery(url, { sort, after: null })}">${words}</a>`;
  return html`<span>${say.sortLabel}: ${link('relevance', say.sortRelevance)} / ${link('document', say.sortDocument)}</span>
${isCapped && state.sort === 'relevance' ? html`<span>${say.relevanceCapped}</span>` : ''}`;
}

/** What may help where nothing was found. */
function nothingFound({ say }: PageContext, state: SearchState, { understood }: SearchResult): Html {
  const { entity, article } = state;
  const [law] = understood.entities;
  if (FACETS.some((name) => state[name] !== undefined)) return html`<p>${say.nothingFound} ${say.nothingFiltered}</p>`;
  if (law === undefined || (understood.article ?? article) === undefined)
    return html`<p>${say.nothingFound} ${entity === undefined ? say.nothingFoundHint : ''}</p>`;
  return html`<p>${say.nothingFound} <a href="/?entity=${law.id}">${say.withoutArticle}</a></p>`;
}

/** Entities with how often they are named. */
function entityList(context: PageContext, entities: readonly FoundEntity[]): Html {
  const { say, number } = context;
  return html`<ul class="entities">${entities.map(({ id, name, type, mentions, documents, decisions }) => html`<li><a href="/entities/${id}">${entityName(context, type, name)}</a> <span class="type" data-type="${type}">${typeName(say, type)}</span> <span class="hint">${number(mentions)} ${say.mentions(mentions)}, ${number(documents)} ${say.documents(documents)}${decisions < documents ? html`, ${number(decisions)} ${say.decisions(decisions)}` : ''}</span></li>`)}</ul>`;
}

function placeOf(
  { say, day }: PageContext,
  hit: Pick<FoundPassage, 'path' | 'documentId' | 'page' | 'court' | 'caseNumber' | 'judgedOn'>,
  href: string,
): Html {
  const facts = [hit.court, hit.caseNumber, hit.judgedOn && day(hit.judgedOn)].filter((fact) => fact !== null);
  return html`<a class="place" href="${href}">${hit.path ?? say.documentNumber(hit.documentId)}${hit.page === null ? '' : `, ${say.onPage(String(hit.page))}`}</a>${facts.length === 0 ? '' : html` <span class="hint">${facts.join(' · ')}</span>`}`;
}

function passageItem(context: PageContext, passage: FoundPassage): Html {
  const excerpt = cutExcerpt(passage.text, passage.marked);
  const href = documentPath(passage.documentId, passage.page === null ? { at: passage.start } : { page: passage.page });
  return html`<li>${placeOf(context, passage, href)}
<p class="excerpt" lang="pt-BR">${excerpt.startsInside ? '…' : ''}${excerpt.pieces.map(({ text, isFound }) => (isFound ? html`<b>${text}</b>` : text))}${excerpt.endsInside ? '…' : ''}</p></li>`;
}

/** A mention in its sentence, with a link to where it stands. `isOfPage`: the page is about its entity already. */
export function mentionItem(context: PageContext, mention: MentionResult, { isOfPage = false } = {}): Html {
  const { say, percent, language } = context;
  const { documentId, start, before, text, after, type, score, role, registration } = mention;
  const inCase = role === null ? [] : [roleName(language, role), registration].filter((fact) => fact !== null);
  return html`<li>${placeOf(context, mention, documentPath(documentId, { at: start }))}
<p class="excerpt" lang="pt-BR">${sentenceStart(before)}<mark class="mention" data-type="${type}">${text}</mark>${sentenceEnd(after)}</p>
<p class="hint">${isOfPage ? '' : html`<span class="type" data-type="${type}">${typeName(say, type)}</span> <a href="/entities/${mention.entityId}">${entityName(context, type, mention.entityName)}</a> · `}${inCase.length === 0 ? '' : `${inCase.join(', ')} · `}${isEntityType(type) ? `${say.score}: ${percent(score)}` : say.byRule}</p></li>`;
}

/** The part of the context that belongs to the mention's sentence, from a whole word on. Abbreviations end no sentence: what
 *  follows must be a capital. */
function sentenceStart(before: string): string {
  const end = [...before.matchAll(/[.;:!?]\s+(?=\p{Lu}\p{Ll})/gu)].at(-1);
  if (end !== undefined) return before.slice(end.index + end[0].length);
  return isCut(before) ? `…${before.replace(/^\S*\s+/, '')}` : before;
}

function sentenceEnd(after: string): string {
  const end = /[.;!?](?=\s+\p{Lu}\p{Ll})/u.exec(after);
  if (end !== null) return after.slice(0, end.index + 1);
  return isCut(after) ? `${after.replace(/\s+\S*$/, '')}…` : after;
}

/** As long as context gets, so that it may begin or end inside of a word. */
function isCut(context: string): boolean {
  return [...context].length >= CONTEXT_CODE_POINTS;
}
