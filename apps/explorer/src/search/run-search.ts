import {
  COUNTED_RESULTS,
  countMentions,
  countPassages,
  type Db,
  type DocumentDetails,
  type Facets,
  type FoundEntity,
  type FoundPassage,
  findDocuments,
  findEntities,
  findThresholds,
  listEntityTypes,
  type MentionResult,
  searchMentions,
  searchPassages,
} from '@acervo/db';
import { isEntityType } from '@acervo/ner-core';
import { refuse } from '../safety/refusal.ts';
import { documentFilter, readCursor, type SearchState } from './search-state.ts';
import { articlePattern, type UnderstoodQuestion, understandQuestion } from './understand-question.ts';

/** What a search found. */
export interface SearchResult {
  readonly view: 'mentions' | 'passages';
  readonly understood: UnderstoodQuestion;
  /** Documents that are meant themselves: by case number, own id, hash or path. */
  readonly documents: readonly DocumentDetails[];
  readonly entities: readonly FoundEntity[];
  readonly mentions: readonly MentionResult[];
  readonly passages: readonly FoundPassage[];
  readonly facets: Facets;
  /** Results, up to the number among which facets are counted. */
  readonly counted: number;
  /** Where the next page starts; undefined: there is none. */
  readonly after: string | undefined;
}

const SHOWN_ENTITIES = 8;
const SHOWN_DOCUMENTS = 5;

/** Runs one page of a search. @throws {Refusal} `badRequest` for a type that there is not. */
export async function runSearch(db: Db, state: SearchState): Promise<SearchResult> {
  const { q: text } = state;
  const isFirst = state.after === undefined && text !== '';
  if (state.type !== undefined && !(await isType(db, state.type))) throw refuse('badRequest', 'type');
  const understood = await understandQuestion(db, state);
  const view =
    state.entity !== undefined
      ? 'mentions'
      : (state.view ?? (understood.entities.length > 0 || state.role !== undefined ? 'mentions' : 'passages'));
  const [documents, entities, results] = await Promise.all([
    isFirst && couldNameDocument(text) ? findDocuments(db, text, { limit: SHOWN_DOCUMENTS, thorough: false }) : [],
    isFirst
      ? findEntities(db, { text, wholeWords: true, limit: SHOWN_ENTITIES, ...(state.type ? { type: state.type } : {}) })
      : [],
    view === 'mentions' ? findMentionPage(db, state, understood) : findPassagePage(db, state),
  ]);
  return { view, understood, documents, entities, ...results };
}

/** Whether the archive has a type of this name. */
export async function isType(db: Db, type: string): Promise<boolean> {
  return isEntityType(type) || (await listEntityTypes(db)).some(({ name }) => name === type);
}

/** Whether a question may be a number, a hash, an own id or a path: these have a digit, a dot or a slash, and words don't. */
function couldNameDocument(text: string): boolean {
  return /[\d./\\_]/.test(text) && text.length <= 300;
}

type Results = Pick<SearchResult, 'mentions' | 'passages' | 'facets' | 'counted' | 'after'>;

async function findMentionPage(
  db: Db,
  state: SearchState,
  { entities, article }: UnderstoodQuestion,
): Promise<Results> {
  const search = {
    entities: entities.length > 0 ? { ids: entities.map(({ id }) => id) } : { text: state.q },
    ...(state.type === undefined ? {} : { type: state.type }),
    ...(state.role === undefined ? {} : { role: state.role }),
    ...(state.score === undefined ? { thresholds: await findThresholds(db) } : { leastScore: state.score }),
    ...(article === undefined ? {} : { pattern: articlePattern(article) }),
    filter: documentFilter(state),
  };
  const cursor = readCursor(state.after);
  const [found, counts] = await Promise.all([
    searchMentions(db, {
      ...search,
      limit: state.limit + 1,
      ...(cursor === undefined ? {} : { after: cursor.mention }),
    }),
    countMentions(db, search),
  ]);
  const mentions = found.slice(0, state.limit);
  const last = found.length > state.limit ? mentions.at(-1) : undefined;
  return { mentions, passages: [], ...counts, after: last && `${last.entityId}_${last.documentId}_${last.start}` };
}

async function findPassagePage(db: Db, state: SearchState): Promise<Results> {
  const question = { text: state.q, filter: documentFilter(state) };
  const cursor = readCursor(state.after);
  const counts = await countPassages(db, question);
  const found = await searchPassages(db, {
    ...question,
    order: state.sort,
    limit: state.limit + 1,
    areFew: counts.counted < COUNTED_RESULTS,
    ...(cursor === undefined ? {} : { after: cursor.passage }),
  });
  const passages = found.slice(0, state.limit);
  const last = found.length > state.limit ? passages.at(-1) : undefined;
  return { mentions: [], passages, ...counts, after: last && `${last.rank}_${last.documentId}_${last.start}` };
}
