import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  claimExtraction,
  claimRun,
  type Db,
  ensureModel,
  ensureSource,
  openInstance,
  recordFiles,
  requestScan,
  storeExtraction,
  storeRun,
  useModel,
} from '@acervo/db';
import { NORMALIZER_VERSION, normalize } from '@acervo/legal';
import type { Mention } from '@acervo/ner-core';
import { from as copyFrom } from 'pg-copy-streams';
import { decisionParagraphs, openWorld } from '../samples/content.ts';
import type { Row } from './report.ts';

const DOCUMENTS = 200;

/** Mentions as a model would find them, by the words of the invented world: every capitalized run is one. */
function mentionsOf(text: string): Mention[] {
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
  const modelId = await ensureModel(db, {
    name: 'bench',
    hash: createHash('sha256').update('bench').digest('hex'),
    settings: {},
  });
  await useModel(db, { name: 'bench', now: true });
  const sourceId = await ensureSource(db, { storage: 'local', path: `/bench/${randomUUID()}` });
  const scanId = await requestScan(db, { sourceId });
  const hashes = texts.map((text) => createHash('sha256').update(text).digest());
  await recordFiles(
    db,
    hashes.map((sha256, index) => ({
      sourceId,
      scanId,
      path: `${index}.txt`,
      sizeBytes: 1,
      modifiedAt: new Date(),
      sha256,
    })),
  );
  const { rows: documents } = await db.pool.query<{ id: number; sha256: Buffer }>('select id, sha256 from documents');
  const idOf = new Map(documents.map((row) => [row.sha256.toString('hex'), row.id]));
  await using instance = await openInstance(db, { kind: 'bench' });
  const work = [];
  for (const [index, text] of texts.entries()) {
    const documentId = idOf.get(hashes[index]?.toString('hex') ?? '');
    if (documentId === undefined) throw new Error(`document ${index} was not recorded`);
    await claimExtraction(db, { documentId, instance: instance.id, inFlight: 0 });
    const extraction = {
      mediaType: 'text/plain',
      text,
      pages: [],
      removed: [],
      properties: {},
      extractorVersion: 'bench',
    };
    await storeExtraction(db, { documentId, instance: instance.id, extraction, extractMs: 0 });
    const claim = await claimRun(db, { documentId, modelId, instance: instance.id, inFlight: 0 });
    if (claim.state !== 'claimed') throw new Error(`run of document ${documentId} is ${claim.state}`);
    const mentions = mentionsOf(text);
    work.push({ documentId, claim, recognition: { mentions, words: 1, tokens: 1, windows: 1, cutWords: 0 } });
  }
  const rows = work.reduce((sum, item) => sum + item.recognition.mentions.length, 0);
  const started = performance.now();
  const queue = [...work];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let item = queue.shift(); item; item = queue.shift()) {
        await storeRun(db, {
          documentId: item.documentId,
          modelId,
          instance: instance.id,
          text: item.claim.text,
          textHash: item.claim.textHash,
          recognition: item.recognition,
          normalizer: { version: NORMALIZER_VERSION, normalize },
          recognizeMs: 0,
          versions: {},
        });
      }
    }),
  );
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
