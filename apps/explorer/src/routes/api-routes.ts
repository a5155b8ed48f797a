import {
  type Db,
  type DocumentDetails,
  type DocumentPart,
  type DocumentParts,
  describeEntity,
  describeOcr,
  findDocuments,
  findEntities,
  findEntity,
  type OcrDescription,
  readDocumentPart,
  readParts,
} from '@acervo/db';
import type { Hono } from 'hono';
import type { z } from 'zod';
import type {
  documentSchema,
  entitiesAnswerSchema,
  entityAnswerSchema,
  partSchema,
  searchAnswerSchema,
} from '../api/answers.ts';
import { archiveAnswer, comparisonAnswer } from '../api/archive-answers.ts';
import { entitiesSchema, openApi } from '../api/open-api.ts';
import { compareStored } from '../archive/compare-stored.ts';
import { readId } from '../document/document-state.ts';
import { refuse } from '../safety/refusal.ts';
import { isType, runSearch, type SearchResult } from '../search/run-search.ts';
import { readSearchState } from '../search/search-state.ts';
import type { ArchiveReaders } from './archive-routes.ts';

/** Everything that the pages show, for programs. */
export function addApiRoutes(app: Hono, { db, readState, cardOf }: ArchiveReaders & { readonly db: Db }): void {
  const description = openApi();
  app.get('/openapi.json', (c) => c.json(description));

  app.get('/api/search', async (c) => {
    const state = readSearchState(c.req.query());
    if (state.q === '' && state.entity === undefined) throw refuse('badRequest', 'q');
    return c.json(searchAnswer(await runSearch(db, state)));
  });

  app.get('/api/documents/:id', async (c) => {
    const id = readId(c.req.param('id'));
    const [document] = await findDocuments(db, String(id), { limit: 1 });
    if (document?.id !== id) throw refuse('notFound');
    return c.json(documentAnswer(document, await describeOcr(db, id), await readParts(db, id)));
  });

  app.get('/api/documents/:id/pages/:number', async (c) => {
    const number = readId(c.req.param('number'));
    if (number > 2 ** 31 - 1) throw refuse('notFound');
    const part = await readDocumentPart(db, readId(c.req.param('id')), { number });
    if (part === undefined) throw refuse('notFound');
    return c.json(partAnswer(part));
  });

  app.get('/api/entities', async (c) => {
    const asked = entitiesSchema.safeParse(c.req.query());
    if (!asked.success) throw refuse('badRequest', String(asked.error.issues[0]?.path[0] ?? ''));
    const { type, limit } = asked.data;
    if (type !== undefined && !(await isType(db, type))) throw refuse('badRequest', 'type');
    const answer: Answer<typeof entitiesAnswerSchema> = {
      entities: await findEntities(db, { limit, ...(type === undefined ? {} : { type }) }),
    };
    return c.json(answer);
  });

  app.get('/api/entities/:id', async (c) => {
    const entity = await findEntity(db, readId(c.req.param('id')));
    if (entity === undefined) throw refuse('notFound');
    const { spellings, years, together, described } = await describeEntity(db, entity);
    const answer: z.input<typeof entityAnswerSchema> = {
      ...entity,
      spellings: [...spellings],
      years: [...years],
      together: [...together],
      described,
    };
    return c.json(answer);
  });

  app.get('/api/archive', async (c) => c.json(await archiveAnswer(await readState(), cardOf)));

  app.get('/api/compare/:a/:b', async (c) => {
    const { models } = await readState();
    const [a, b] = [readId(c.req.param('a')), readId(c.req.param('b'))];
    if (![a, b].every((id) => models.some((model) => model.id === id))) throw refuse('notFound');
    return c.json(comparisonAnswer(await compareStored(db, { a, b })));
  });
}

type Answer<Schema extends z.ZodType> = z.input<Schema>;

function searchAnswer({
  documents,
  passages,
  after,
  understood,
  facets,
  ...rest
}: SearchResult): Answer<typeof searchAnswerSchema> {
  return {
    ...rest,
    mentions: [...rest.mentions],
    entities: [...rest.entities],
    understood: { ...understood, entities: understood.entities.map(({ id, name }) => ({ id, name })) },
    documents: documents.map(({ id, sha256, files }) => ({ id, sha256, path: files[0]?.path ?? null })),
    passages: passages.map(({ marked: _, ...passage }) => passage),
    facets: {
      type: [...facets.type],
      role: [...facets.role],
      court: [...facets.court],
      class: [...facets.class],
      year: [...facets.year],
      source: [...facets.source],
      score: [...facets.score],
    },
    after: after ?? null,
  };
}

function documentAnswer(
  { files, copies, ...document }: DocumentDetails,
  ocr: OcrDescription,
  parts: DocumentParts,
): Answer<typeof documentSchema> {
  return {
    ...document,
    copies: [...copies],
    ocr,
    ...parts,
    files: files.map(({ sourcePath, path, vanishedAt }) => ({ sourcePath, path, vanishedAt })),
  };
}

function partAnswer({ page, mentions, removed, ...part }: DocumentPart): Answer<typeof partSchema> {
  return {
    ...part,
    page: page === undefined ? null : { ...page, runs: [...page.runs], advances: [...page.advances] },
    mentions: mentions.map(({ from: _, to: __, ...mention }) => mention),
    removed: removed.map(({ rule, text, box }) => ({ rule, text, box: box === null ? null : [...box] })),
  };
}
