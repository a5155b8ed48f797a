import { DIFFERENCE_KINDS, type ModelRow } from '@acervo/db';
import { ENTITY_TYPES } from '@acervo/ner-core';
import { z } from 'zod';
import type { StoredComparison } from '../archive/compare-stored.ts';
import { type ModelCard, thresholdsOf } from '../archive/model-card.ts';
import type { ArchiveState } from '../archive/read-state.ts';

const id = z.int().positive();
const count = z.int().nonnegative();
const type = z.enum(ENTITY_TYPES);
const score = z.number().min(0).max(1);
const stage = z.record(z.string(), count);
const moment = z.iso.datetime();
const failureStage = z.enum(['file', 'extraction', 'ocr', 'recognition']);

/** The state of the archive. */
export const archiveSchema = z.object({
  countedAt: moment,
  counts: z.object({ files: stage, documents: stage, ocr: stage, runs: stage, openScans: count }),
  copies: z
    .object({ sameText: count, nearDuplicates: count, unlinked: count })
    .describe('documents that repeat another one, and those that are still to be compared'),
  pages: count,
  words: count,
  mentions: z.record(z.string(), count).describe('by type, of models or of rules'),
  failures: z.array(z.object({ stage: failureStage, code: z.string(), count })),
  failed: z
    .array(z.object({ stage: failureStage, code: z.string(), documentId: id.nullable(), path: z.string().nullable() }))
    .describe('the first 200'),
  documentsPerMinute: z.number(),
  scans: z
    .array(
      z.object({
        source: z.string(),
        new: count,
        changed: count,
        vanished: count,
        finishedAt: moment.nullable(),
        errorCode: z.string().nullable(),
      }),
    )
    .describe('the last 10'),
  nightlyRuns: z
    .array(
      z.object({
        schedule: z.string(),
        dueAt: moment,
        finishedAt: moment.nullable(),
        documentsDone: count.nullable(),
        documentsFailed: count.nullable(),
        errorCode: z.string().nullable(),
      }),
    )
    .describe('the last 10'),
  models: z.array(
    z.object({
      id,
      name: z.string(),
      hash: z.string(),
      state: z.string(),
      thresholds: z.array(z.object({ type, threshold: score })),
      card: z
        .object({ dataset: z.string(), f1: score, interval95: z.tuple([score, score]).nullable() })
        .nullable()
        .describe('what it scored, where its folder says so'),
    }),
  ),
});

const side = z.object({ type, start: count, end: count, text: z.string(), score }).nullable();

/** Where two models differ on stored documents. */
export const comparisonSchema = z.object({
  documents: count,
  counts: z.array(
    z.object({
      kind: z.enum([...DIFFERENCE_KINDS, 'mentions']),
      typeA: type.nullable(),
      typeB: type.nullable(),
      count,
    }),
  ),
  examples: z.array(
    z.object({
      kind: z.enum(DIFFERENCE_KINDS),
      documentId: id,
      path: z.string().nullable(),
      page: id.nullable(),
      a: side,
      b: side,
    }),
  ),
});

/** @param cardOf a model's card, where there is one */
export async function archiveAnswer(
  state: ArchiveState,
  cardOf: (model: ModelRow) => Promise<ModelCard | undefined>,
): Promise<z.input<typeof archiveSchema>> {
  const { countedAt, counts, summary, documentsPerMinute, models, failures, scans, nightlyRuns } = state;
  const { copies, pages, words, mentions } = summary;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    countedAt: countedAt.toISOString(),
    counts,
    copies,
    pages,
    words,
    mentions,
    failures: summary.failures,
    failed: failures.map(({ stage: failedAt, code, id: of, path }) => ({
      stage: failedAt,
      code,
      documentId: failedAt === 'file' ? null : of,
      path,
    })),
    documentsPerMinute,
    scans: scans.map(({ sourcePath, new: found, changed, vanished, finishedAt, errorCode }) => ({
      source: sourcePath,
      new: found,
      changed,
      vanished,
      finishedAt: iso(finishedAt),
      errorCode,
    })),
    nightlyRuns: nightlyRuns.map(({ scheduleName, dueAt, finishedAt, documentsDone, documentsFailed, errorCode }) => ({
      schedule: scheduleName,
      dueAt: dueAt.toISOString(),
      finishedAt: iso(finishedAt),
      documentsDone,
      documentsFailed,
      errorCode,
    })),
    models: await Promise.all(
      models.map(async (model) => {
        const card = await cardOf(model);
        return {
          id: model.id,
          name: model.name,
          hash: model.hash,
          state: model.state,
          thresholds: thresholdsOf(model),
          card:
            card === undefined
              ? null
              : { dataset: card.dataset, f1: card.f1, interval95: card.interval95 ? [...card.interval95] : null },
        };
      }),
    ),
  };
}

/** A comparison as programs get it. */
export function comparisonAnswer({ documents, counts, examples }: StoredComparison): z.input<typeof comparisonSchema> {
  return {
    documents,
    counts: [...counts],
    examples: examples.map(({ kind, documentId, path, page, a, b }) => ({ kind, documentId, path, page, a, b })),
  };
}
