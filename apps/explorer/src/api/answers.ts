import { SECTION_KINDS } from '@acervo/legal';
import { z } from 'zod';

const id = z.int().positive();
const count = z.int().nonnegative();
const position = z.int().nonnegative().describe('Unicode code points from the beginning of the text');
const anyType = z.string().describe('a type of models, or one whose mentions rules find (CPF, OAB, …)');
const score = z.number().min(0).max(1);
const place = {
  documentId: id,
  path: z.string().nullable(),
  page: z.int().positive().nullable(),
  court: z.string().nullable(),
  caseNumber: z.string().nullable(),
  judgedOn: z.iso.date().nullable(),
};
const facet = z.array(z.object({ value: z.string(), count }));

/** An entity, with totals that lag behind by seconds. */
const entitySchema = z.object({
  id,
  type: anyType,
  key: z.string(),
  name: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  mentions: count,
  documents: count,
  decisions: count.describe('documents, each text counted once'),
});

/** What a search answers. */
export const searchAnswerSchema = z.object({
  view: z.enum(['mentions', 'passages']),
  understood: z.object({
    caseNumber: z.string().optional(),
    entities: z.array(z.object({ id, name: z.string() })),
    article: z.string().optional(),
  }),
  documents: z.array(z.object({ id, sha256: z.string(), path: z.string().nullable() })),
  entities: z.array(entitySchema),
  mentions: z.array(
    z.object({
      ...place,
      type: anyType,
      start: position,
      end: position,
      text: z.string(),
      score,
      entityId: id,
      entityName: z.string(),
      before: z.string(),
      after: z.string(),
      role: z
        .string()
        .nullable()
        .describe('what the text says that a person is in the case: relator, advogado, parte, …'),
      registration: z.string().nullable().describe("a lawyer's, where it follows the name: OAB/SP 123456"),
    }),
  ),
  passages: z.array(z.object({ ...place, start: position, rank: z.number(), text: z.string() })),
  facets: z.object({
    type: facet,
    role: facet,
    court: facet,
    class: facet,
    year: facet,
    source: z.array(z.object({ value: z.string(), count, path: z.string() })),
    score: facet,
  }),
  counted: count.describe('results, up to the 1,000 among which facets are counted'),
  after: z.string().nullable().describe('`after` of the next page; null: there is none'),
});

const namedDocument = z.object({ id, path: z.string().nullable() });
const similarity = z.number().min(0.9).max(1).describe('of their runs of five words, estimated');

/** A document without its text. */
export const documentSchema = z.object({
  id,
  sha256: z.string(),
  sizeBytes: count,
  mediaType: z.string().nullable(),
  status: z.enum(['pending', 'extracted', 'failed']),
  errorCode: z.string().nullable(),
  pageCount: count.nullable(),
  wordCount: count.nullable(),
  files: z.array(z.object({ sourcePath: z.string(), path: z.string(), vanishedAt: z.string().nullable() })),
  metadata: z
    .object({
      ownId: z.string().nullable(),
      court: z.string().nullable(),
      caseNumber: z.string().nullable(),
      judgedOn: z.iso.date().nullable(),
      class: z.string().nullable(),
      title: z.string().nullable(),
      rapporteur: z.string().nullable(),
      read: z.record(
        z.string(),
        z.object({
          value: z.string(),
          rule: z.string(),
          start: count.optional(),
          end: count.optional(),
          removed: count.optional(),
        }),
      ),
      extra: z.record(z.string(), z.unknown()),
    })
    .nullable(),
  sameTextAs: namedDocument.nullable().describe('the first document with the same text but for white space'),
  nearDuplicateOf: namedDocument.extend({ similarity }).nullable(),
  copies: z.array(namedDocument.extend({ similarity: similarity.nullable() })),
  ocr: z
    .object({
      pages: count,
      confidence: score.nullable().describe('mean of these pages'),
      failed: count,
      pending: count,
    })
    .describe('pages that were read by OCR, and those that could not be or are to be'),
  pieces: z
    .array(
      z.object({
        firstPage: count,
        lastPage: count,
        title: z.string().nullable(),
        kind: z.string().nullable(),
        signer: z.string().nullable(),
        datedOn: z.iso.date().nullable(),
        caseNumber: z.string().nullable(),
      }),
    )
    .describe('the documents that a case file holds; empty where the file is one document'),
  sections: z
    .array(z.object({ kind: z.enum(SECTION_KINDS), start: count, end: count, page: count.nullable() }))
    .describe('the parts of decisions, in characters of the text'),
  runs: z.array(
    z.object({
      modelId: id,
      model: z.string(),
      status: z.string(),
      errorCode: z.string().nullable(),
      mentions: count.nullable(),
    }),
  ),
});

/** A page of a document, or a part of one that has no pages. */
export const partSchema = z.object({
  number: z.int().positive(),
  count: z.int().positive(),
  start: position,
  end: position,
  text: z.string(),
  page: z
    .object({
      width: z.number(),
      height: z.number(),
      textSource: z.string().describe('layer (the file), ocr or none'),
      reason: z
        .string()
        .nullable()
        .describe('why there is no text, why OCR read it, or beside `layer`, why OCR would be better'),
      confidence: score.nullable().describe('of OCR'),
      ocrErrorCode: z.string().nullable().describe('why OCR could not read the page'),
      runs: z.array(z.int()).describe('six numbers a run: start, end, left, top, right, bottom (1/100 pt)'),
      advances: z
        .array(z.int())
        .describe('one number a character of the runs: how far it reaches beyond the one before (1/100 pt)'),
    })
    .nullable(),
  mentions: z.array(
    z.object({
      type: anyType,
      start: position,
      end: position,
      text: z.string(),
      score,
      entityId: id,
      entityName: z.string(),
      valid: z.boolean().nullable().describe('whether check digits are right; null: it has none'),
    }),
  ),
  removed: z.array(z.object({ rule: z.string(), text: z.string(), box: z.array(z.int()).nullable() })),
});

/** An entity with what some of its mentions say of it. */
export const entityAnswerSchema = entitySchema.extend({
  rule: z.string(),
  firstJudgedOn: z.iso.date().nullable(),
  lastJudgedOn: z.iso.date().nullable(),
  spellings: z.array(z.object({ text: z.string(), count })),
  years: z.array(z.object({ year: z.int(), documents: count })),
  together: z.array(z.object({ id, type: anyType, name: z.string(), documents: count })),
  described: count.describe('mentions that spellings and years were counted in'),
});

/** The entities that the archive names most. */
export const entitiesAnswerSchema = z.object({ entities: z.array(entitySchema) });

/** What is answered instead where a request is refused. */
export const refusalSchema = z.object({ error: z.string(), detail: z.string().optional() });
