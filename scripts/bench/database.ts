import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { type Db, ensureRules, type Normalizer } from '@acervo/db';
import type { NormalizedEntity } from '@acervo/legal';
import { ENTITY_TYPES, type Mention } from '@acervo/ner-core';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openWorld, provisionOf } from '../large-archive/world.ts';
import { type WrittenDocument, writeDocument } from '../large-archive/write-document.ts';
import { decisionParagraphs, openWorld as openSampleWorld } from '../samples/content.ts';
import type { Row } from './report.ts';
import { storeExtractions, storeRuns } from './store.ts';

/** So many are stored before those that are measured, which then name mostly what is known, as in an archive that grows. */
const EARLIER_DOCUMENTS = 1_500;
const DOCUMENTS = 500;
/** Of the 50 documents of LeNER-Br train, 9,894 in all. */
const MENTIONS_OF_DOCUMENT = 198;
const NORMALIZED_DOCUMENTS = 200;
const LEAST_SHARE = 0.25;
/** What storing appends to, by the ids that grow. */
const WRITTEN = {
  entities: 'id',
  mentions: 'document_id',
  mention_extra_entities: 'document_id',
  entity_deltas: 'id',
  law_pair_deltas: 'id',
} as const;
const COUNTS = { words: 1, tokens: 1, windows: 1, cutWords: 0 };

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

/** Mentions per second from what they refer to until they are committed (entities resolved, totals told, in the documents'
 *  transactions), as a worker stores them, beside bare COPY of the same rows; and with their normalization before it. */
export async function benchDatabase(db: Db): Promise<Row[]> {
  await ensureRules(db); // as a worker does: they read whatever is stored
  const { types } = openWorld(300_000);
  const known = new Map<Parameters<Normalizer['normalize']>[0]['mentions'], Meanings>();
  const normalizer: Normalizer = {
    version: 1,
    *normalize({ mentions }) {
      yield;
      return known.get(mentions) ?? [];
    },
  };
  const storing = async (from: number, count: number) => {
    const written = Array.from({ length: count }, (_, at) => writeDocument(from + at, types, MENTIONS_OF_DOCUMENT));
    const documents = await storeExtractions(
      db,
      written.map(({ text: its }) => plain(its)),
    );
    const recognitions = written.map((document) => ({ mentions: recognized(document), ...COUNTS }));
    for (const [at, { mentions }] of recognitions.entries()) known.set(mentions, meanings(written[at]));
    return () => storeRuns(db, documents, recognitions, normalizer);
  };
  await (await storing(1, EARLIER_DOCUMENTS))();
  const store = await storing(1 + EARLIER_DOCUMENTS, DOCUMENTS);
  const before = await lastIds(db);
  const count = DOCUMENTS * MENTIONS_OF_DOCUMENT;
  const stored = await rate(count, store);
  return [...(await benchCopy(db, { before, count, stored })), await benchNormalized(db)];
}

/** What storing is held against: COPY of the same rows, which are all that it has written since (mentions, entities, deltas) into
 *  the tables that they were in, with their indexes. COPY of the mentions alone into a table without index is for information. */
async function benchCopy(
  db: Db,
  { before, count, stored }: { before: Ids; count: number; stored: number },
): Promise<Row[]> {
  const lines = new Map<string, string>();
  for (const [table, id] of Object.entries(WRITTEN)) {
    lines.set(table, await copyOut(db, `select * from ${table} where ${id} > ${before[table]}`));
    await db.pool.query(`delete from ${table} where ${id} > ${before[table]}`);
  }
  await db.pool.query('vacuum');
  await db.pool.query('create table bench_copy (like mentions)');
  const bare = await rate(count, () => copyInto(db, 'bench_copy', lines.get('mentions') ?? ''));
  const same = await rate(count, async () => {
    for (const [table, its] of lines) await copyInto(db, table, its);
  });
  const row = { stage: 'database', value: stored, unit: 'rows/s' };
  return [
    {
      ...row,
      what: `${count.toLocaleString('en')} mentions of ${DOCUMENTS} documents stored, entities resolved`,
      beside: { what: 'bare COPY of the same rows: all that storing wrote, into the same tables', value: same },
      bar: { text: 'at least 0.25', passed: stored >= LEAST_SHARE * same },
    },
    {
      ...row,
      what: 'the same, for information',
      beside: { what: 'bare COPY of the mentions alone, into a table without index', value: bare },
    },
  ];
}

type Ids = Readonly<Record<string, number>>;

async function lastIds(db: Db): Promise<Ids> {
  const columns = Object.entries(WRITTEN).map(
    ([table, id]) => `(select coalesce(max(${id}), 0) from ${table}) as ${table}`,
  );
  const { rows } = await db.pool.query<Ids>(`select ${columns.join(', ')}`);
  return rows[0] ?? {};
}

/** Documents of some 200 mentions each. */
async function benchNormalized(db: Db): Promise<Row> {
  const world = openSampleWorld(5);
  const texts = Array.from({ length: NORMALIZED_DOCUMENTS }, () => decisionParagraphs(world, 30).join('\n'));
  const documents = await storeExtractions(db, texts.map(plain));
  const recognitions = texts.map((text) => ({ mentions: mentionsOf(text), ...COUNTS }));
  const count = recognitions.reduce((sum, { mentions }) => sum + mentions.length, 0);
  return {
    stage: 'database',
    what: `${count.toLocaleString('en')} mentions of ${NORMALIZED_DOCUMENTS} documents normalized and stored, one thread`,
    value: await rate(count, () => storeRuns(db, documents, recognitions)),
    unit: 'rows/s',
  };
}

const plain = (text: string) => ({
  text,
  mediaType: 'text/plain',
  pages: [],
  removed: [],
  outline: [],
  properties: {},
  extractorVersion: 'bench',
});

function recognized({ text: its, mentions }: WrittenDocument): Mention[] {
  return mentions.map(({ type, start, end }) => ({
    start,
    end,
    type: ENTITY_TYPES[type.typeId - 1] ?? 'PESSOA',
    text: its.slice(start, end),
    score: 0.9,
  }));
}

type Meanings = readonly { readonly entities: readonly NormalizedEntity[] }[];

function meanings(document: WrittenDocument | undefined): Meanings {
  return (document?.mentions ?? []).map(({ type, rank, provision }) => {
    const whole = type.entity(rank);
    return { entities: [provision < 0 ? whole : { ...provisionOf(rank, provision, whole), within: whole }] };
  });
}

async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return count / ((performance.now() - started) / 1000);
}

async function copyOut(db: Db, sql: string): Promise<string> {
  const client = await db.pool.connect();
  try {
    return await text(client.query(copyTo(`copy (${sql}) to stdout`)));
  } finally {
    client.release();
  }
}

async function copyInto(db: Db, table: string, lines: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    await finished(client.query(copyFrom(`copy ${table} from stdin`)).end(lines));
  } finally {
    client.release();
  }
}
