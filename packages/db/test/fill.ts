import { createHash } from 'node:crypto';
import type { NormalizedEntity } from '@acervo/legal';
import {
  type Db,
  type ExtractionResult,
  ensureModel,
  ensureSource,
  type Normalizer,
  type RecognitionResult,
  recordFiles,
  requestScan,
  useModel,
} from '../src/index.ts';

/** sha256 of a word, for whatever wants one. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A normalizer that reads each mention by itself. */
export function eachMention(read: (text: string) => NormalizedEntity[]): Normalizer {
  return {
    version: 1,
    *normalize({ mentions }) {
      return mentions.map(({ text }) => ({ entities: read(text) }));
    },
  };
}

/** Folds case, as the simplest rule there is. */
export const normalizer = eachMention((text) => [
  { key: text.toLowerCase(), name: text, rule: 'folded', attributes: {} },
]);

/** A model in use. */
export async function addModel(db: Db, name = 'model', use = true): Promise<number> {
  const id = await ensureModel(db, { name, hash: sha256(name).toString('hex'), settings: {} });
  if (use) await useModel(db, { name, now: true });
  return id;
}

/** Files of one source as a scan finds them, one document each; their ids in order. */
export async function addDocuments(db: Db, names: readonly string[], path = '/archive'): Promise<number[]> {
  const sourceId = await ensureSource(db, { storage: 'local', path });
  const scanId = await requestScan(db, { sourceId });
  await recordFiles(
    db,
    names.map((name) => ({
      sourceId,
      scanId,
      path: name,
      sizeBytes: 10,
      modifiedAt: new Date('2026-01-01T00:00:00.123Z'),
      sha256: sha256(name),
    })),
  );
  const { rows } = await db.pool.query<{ id: number; sha256: Buffer }>('select id, sha256 from documents');
  const ids = new Map(rows.map((row) => [row.sha256.toString('hex'), row.id]));
  return names.map((name) => ids.get(sha256(name).toString('hex'))!);
}

/** An extraction of pages joined by line breaks. */
export function extractionOf(pages: readonly string[], version = '1'): ExtractionResult {
  let at = 0;
  const placed = pages.map((text, index) => {
    const start = at;
    at += text.length + 1;
    const end = start + text.length;
    return {
      number: index + 1,
      start,
      end,
      width: 595,
      height: 842,
      rotation: 0,
      textSource: text === '' ? ('none' as const) : ('layer' as const),
      runs: Int32Array.from(text === '' ? [] : [start, end, 1, 2, 1 + text.length, 4]),
      advances: new Int16Array(text.length).fill(1),
    };
  });
  return {
    mediaType: 'application/pdf',
    text: pages.join('\n'),
    pages: placed,
    removed: [{ page: 1, rule: 'side-stamp', text: 'Assinado eletronicamente', box: [1, 2, 3, 4] }],
    outline: [],
    properties: { producer: 'test' },
    extractorVersion: version,
  };
}

/** Recognizes given strings wherever they stand in a text. */
export function recognitionOf(
  text: string,
  named: readonly { text: string; type: RecognitionResult['mentions'][number]['type'] }[],
  score = 0.9,
): RecognitionResult {
  const mentions = named
    .flatMap(({ text: wanted, type }) => {
      const found = [];
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
        found.push({ start: at, end: at + wanted.length, type, text: wanted, score });
      return found;
    })
    .sort((a, b) => a.start - b.start);
  return { mentions, words: text.split(/\s+/).filter(Boolean).length, tokens: 10, windows: 1, cutWords: 0 };
}
