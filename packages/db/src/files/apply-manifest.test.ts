import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { applyManifest, foldEntityTotals, openDatabase, storeExtraction, storeRun, verifyArchive } from '../index.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const TEXT = 'A Lei 8.078 vale.';
/** The advisory lock behind which a transaction stands still. */
const GATE = 1;

async function openExtracted() {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const extraction = extractionOf([TEXT]);
  await storeExtraction(t.db, { documentId, extraction, extractMs: 1 });
  const recognition = {
    ...recognitionOf(TEXT, [{ text: 'Lei 8.078', type: 'LEGISLACAO' }]),
    words: 5, // the last one is the full stop
  };
  const result = { documentId, modelId, instance: INSTANCE, text: TEXT, textHash: sha256(TEXT), recognition };
  return {
    ...t,
    store: () => storeRun(t.db, { ...result, normalizer, recognizeMs: 1, versions: {} }),
    describe: (judgedOn: string) => applyManifest(t.db, 1, [{ path: 'a.pdf', judgedOn }]),
    [Symbol.asyncDispose]: () => t[Symbol.asyncDispose](),
  };
}

/** Stops whoever writes such a row, in the middle of the transaction, until the gate is opened. */
async function closeGate({ db, url }: TestDatabase, event: string) {
  await db.pool.query(`create function wait_at_gate() returns trigger language plpgsql
    as $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end $$`);
  await db.pool.query(`create trigger gate before ${event} for each row execute function wait_at_gate()`);
  const keeper = openDatabase(url, { maxConnections: 1 });
  await keeper.pool.query(`select pg_advisory_lock(${GATE})`);
  return { open: () => keeper[Symbol.asyncDispose]() };
}

/** Resolves when so many transactions wait for a lock, or when `work` is over. */
async function waiting({ db }: TestDatabase, count: number, work: Promise<unknown>): Promise<void> {
  let over = false;
  const end = () => {
    over = true;
  };
  work.then(end, end);
  while (!over) {
    const { rows } = await db.pool.query<{ count: number }>(
      `select count(distinct pid) as count from pg_locks where not granted
         and pid in (select pid from pg_stat_activity where datname = current_database())`,
    );
    if ((rows[0]?.count ?? 0) >= count) return;
    await nextTurn();
  }
}

/** The law's dates when all is folded; the stored data must hold, too. */
async function foldedDates({ db }: TestDatabase) {
  while ((await foldEntityTotals(db)).folded > 0);
  for await (const violation of verifyArchive(db)) expect.fail(JSON.stringify(violation));
  return (await db.pool.query('select first_judged_on as first, last_judged_on as last from laws')).rows;
}

test('a date that comes while a result is being stored reaches its entities', async () => {
  await using t = await openExtracted();
  const gate = await closeGate(t, 'update on runs');
  const storing = t.store();
  await waiting(t, 1, storing);
  const describing = t.describe('2019-05-04');
  await waiting(t, 2, describing);
  await gate.open();
  expect(await Promise.all([storing, describing])).toMatchObject(['stored', { applied: 1 }]);
  expect(await foldedDates(t)).toEqual([{ first: '2019-05-04', last: '2019-05-04' }]);
});

test('a result that is stored while a manifest is being applied has the new date', async () => {
  await using t = await openExtracted();
  const gate = await closeGate(t, 'insert on document_metadata');
  const describing = t.describe('2019-05-04');
  await waiting(t, 1, describing);
  const storing = t.store();
  await waiting(t, 2, storing);
  await gate.open();
  expect(await Promise.all([storing, describing])).toMatchObject(['stored', { applied: 1 }]);
  expect(await foldedDates(t)).toEqual([{ first: '2019-05-04', last: '2019-05-04' }]);
});

test('of two manifests at once the last one counts', async () => {
  await using t = await openExtracted();
  await t.store();
  const gate = await closeGate(t, 'insert on document_metadata');
  const first = t.describe('2019-05-04');
  await waiting(t, 1, first);
  const second = t.describe('2021-01-01');
  await waiting(t, 2, second);
  await gate.open();
  await Promise.all([first, second]);
  expect(await foldedDates(t)).toEqual([{ first: '2021-01-01', last: '2021-01-01' }]);
});

test('a path whose accents are composed in the manifest and not in the folder is found', async () => {
  await using t = await openTestDatabase();
  const [document] = await addDocuments(t.db, ['Aco\u0301rda\u0303o.pdf']);
  const rows = [
    { path: 'Ac\u00f3rd\u00e3o.pdf', ownId: 'um' },
    { path: 'outro.pdf', ownId: 'dois' },
  ];
  expect(await applyManifest(t.db, 1, rows)).toEqual({ applied: 1, unchanged: 0, unmatched: [1] });
  const { rows: stored } = await t.db.pool.query('select document_id, own_id from document_metadata');
  expect(stored).toEqual([{ document_id: document, own_id: 'um' }]);
});
