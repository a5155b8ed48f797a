import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from '@acervo/db';
import type { Mention } from '@acervo/ner-core';
import { from as copyFrom } from 'pg-copy-streams';
import { decisionParagraphs, openWorld } from '../samples/content.ts';
import type { Row } from './report.ts';
import { storeExtractions, storeRuns } from './store.ts';

const DOCUMENTS = 200;

/** Mentions as a model would find them, by the words of the invented world: every capitalized run is one. */
export function mentionsOf(text: string): Mention[] {
  return [...text.matchAll(/\p{Lu}\p{L}+(?: (?:d[aeo]s? )?\p{Lu}\p{L}+)+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: 'PESSOA',
    text: match[0],
    score: 0.9,
  }));
}

/** Mentions per second through `storeRun` (one transaction a document, entities resolved) beside a bare COPY of the same rows. */
export async function benchDatabase(db: Db): Promise<Row[]> {
  const world = openWorld(5);
  const texts = Array.from({ length: DOCUMENTS }, () => decisionParagraphs(world, 30).join('\n'));
  const rest = { mediaType: 'text/plain', pages: [], removed: [], properties: {}, extractorVersion: 'bench' };
  const documents = await storeExtractions(
    db,
    texts.map((text) => ({ text, ...rest })),
  );
  const counts = { words: 1, tokens: 1, windows: 1, cutWords: 0 };
  const recognitions = texts.map((text) => ({ mentions: mentionsOf(text), ...counts }));
  const rows = recognitions.reduce((sum, { mentions }) => sum + mentions.length, 0);
  const started = performance.now();
  await storeRuns(db, documents, recognitions);
  const ours = rows / ((performance.now() - started) / 1000);
  return [
    {
      stage: 'database',
      what: 'mentions through storeRun, entities resolved',
      value: ours,
      unit: 'rows/s',
      beside: { what: 'bare COPY of the same rows', value: await copyRows(db) },
    },
  ];
}

/** Copies the stored mentions into a table of the same columns without any index. */
async function copyRows(db: Db): Promise<number> {
  const client = await db.pool.connect();
  try {
    await client.query('create table bench_copy (like mentions)');
    const { rows } = await client.query<{ line: string }>(
      `select concat_ws(E'\\t', document_id, model_id, entity_type_id, start, "end", text, score, coalesce(page::text, '\\N'), entity_id, normalizer_version) as line from mentions`,
    );
    const body = `${rows.map((row) => row.line).join('\n')}\n`;
    const started = performance.now();
    await pipeline(Readable.from([body]), client.query(copyFrom('copy bench_copy from stdin')));
    return rows.length / ((performance.now() - started) / 1000);
  } finally {
    client.release();
  }
}
