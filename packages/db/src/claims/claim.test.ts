import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  beat,
  claimExtraction,
  claimRun,
  type Db,
  failExtraction,
  findUnqueuedExtractions,
  findUnqueuedRuns,
  forgetInstance,
  openInstance,
  releaseExtraction,
  storeExtraction,
} from '../index.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Claims as a new process, which then dies. */
async function claimAndDie(db: Db, documentId: number, number: number, inFlight: number) {
  await beat(db, id(number));
  const claim = await claimExtraction(db, { documentId, instance: id(number), inFlight, storage: 'local' });
  await db.pool.query('delete from instances where id = $1', [id(number)]);
  return claim.state === 'claimed' ? { state: claim.state, alone: claim.alone } : { state: claim.state };
}

test('a document claimed by somebody alive is held', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await beat(t.db, id(1));
  const claim = await claimExtraction(t.db, { documentId, instance: id(1), inFlight: 3, storage: 'local' });
  expect(claim).toMatchObject({ state: 'claimed', alone: false, sizeBytes: 10 });
  expect(claim.state === 'claimed' && claim.files).toMatchObject([{ sourcePath: '/archive', path: 'a.pdf' }]);
  expect(await claimExtraction(t.db, { documentId, instance: id(2), inFlight: 0, storage: 'local' })).toEqual({
    state: 'held',
  });
  const again = await claimExtraction(t.db, { documentId, instance: id(1), inFlight: 0, storage: 'local' });
  expect(again.state, 'the answer may have been lost').toBe('claimed');
  const { rows } = await t.db.pool.query('select attempts, deaths, deaths_alone from documents');
  expect(rows).toEqual([{ attempts: 1, deaths: 0, deaths_alone: 0 }]);
});

test('three deaths alone quarantine a document, and its batch mates are not blamed', async () => {
  await using t = await openTestDatabase();
  const [suspect = 0, mate = 0] = await addDocuments(t.db, ['poison.pdf', 'mate.pdf']);
  expect(await claimAndDie(t.db, mate, 1, 0)).toEqual({ state: 'claimed', alone: false });
  expect(await claimAndDie(t.db, suspect, 1, 1)).toEqual({ state: 'claimed', alone: false });
  expect(await claimAndDie(t.db, suspect, 2, 1)).toEqual({ state: 'must-wait' });
  expect(await claimAndDie(t.db, suspect, 3, 0)).toEqual({ state: 'claimed', alone: true });
  expect(await claimAndDie(t.db, suspect, 4, 0)).toEqual({ state: 'claimed', alone: true });
  expect(await claimAndDie(t.db, suspect, 5, 0)).toEqual({ state: 'claimed', alone: true });
  expect(await claimAndDie(t.db, suspect, 6, 0)).toEqual({ state: 'quarantined' });
  expect(await claimAndDie(t.db, suspect, 7, 0)).toEqual({ state: 'done' });
  expect(await claimAndDie(t.db, mate, 8, 0)).toEqual({ state: 'claimed', alone: true });
  const { rows } = await t.db.pool.query('select status, error_code, deaths, deaths_alone from documents order by id');
  expect(rows).toEqual([
    { status: 'failed', error_code: 'crashed', deaths: 1, deaths_alone: 3 },
    { status: 'pending', error_code: null, deaths: 1, deaths_alone: 0 },
  ]);
});

test('a process that stops gracefully gives its claims back without a death', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await beat(t.db, id(1));
  await claimExtraction(t.db, { documentId, instance: id(1), inFlight: 0, storage: 'local' });
  await forgetInstance(t.db, id(1));
  expect(await claimExtraction(t.db, { documentId, instance: id(2), inFlight: 5, storage: 'local' })).toMatchObject({
    alone: false,
  });
});

test('an instance that has not beaten for 45 seconds is dead', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await beat(t.db, id(1));
  await claimExtraction(t.db, { documentId, instance: id(1), inFlight: 0, storage: 'local' });
  await t.db.pool.query(`update instances set beat_at = now() - interval '46 s'`);
  expect(await claimExtraction(t.db, { documentId, instance: id(2), inFlight: 0, storage: 'local' })).toMatchObject({
    alone: true,
  });
});

test('a process of this host that is gone is buried by the next one', async () => {
  await using t = await openTestDatabase();
  {
    await using mine = await openInstance(t.db, { kind: 'test' });
    await t.db.pool.query('insert into instances (id, kind, host, pid) select $1, kind, host, 4194304 from instances', [
      id(1),
    ]);
    await using _other = await openInstance(t.db, { kind: 'test' });
    const { rows } = await t.db.pool.query('select id from instances where id in ($1, $2)', [mine.id, id(1)]);
    expect(rows).toEqual([{ id: mine.id }]);
  }
  expect((await t.db.pool.query('select from instances')).rows).toEqual([]);
});

test('ten processes that ask at once for one document get it once', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
  await Promise.all(numbers.map((number) => beat(t.db, id(number))));
  const claims = await Promise.all(
    numbers.map((number) => claimExtraction(t.db, { documentId, instance: id(number), inFlight: 0, storage: 'local' })),
  );
  expect(claims.map(({ state }) => state).sort()).toEqual(['claimed', ...Array(9).fill('held')]);
});

test('an extraction child that dies three times over a document ends it as crashed', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  const outcomes = [];
  for (let round = 0; round < 3; round++) {
    await claimExtraction(t.db, { documentId, instance: id(1), inFlight: 0, storage: 'local' });
    outcomes.push(await releaseExtraction(t.db, { documentId, instance: id(1), died: true }));
  }
  expect(outcomes).toEqual(['released', 'released', 'quarantined']);
});

test('only the holder of a claim can end it as failed', async () => {
  await using t = await openTestDatabase();
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await beat(t.db, id(1));
  await claimExtraction(t.db, { documentId, instance: id(1), inFlight: 0, storage: 'local' });
  await failExtraction(t.db, { documentId, instance: id(2), code: 'corrupt' });
  expect((await t.db.pool.query('select status from documents')).rows).toEqual([{ status: 'pending' }]);
  await failExtraction(t.db, { documentId, instance: id(1), code: 'corrupt', extractMs: 3 });
  expect((await t.db.pool.query('select status, error_code, extract_ms from documents')).rows).toEqual([
    { status: 'failed', error_code: 'corrupt', extract_ms: 3 },
  ]);
});

test('feeding hands every pending document out once, then again when stale and not held', async () => {
  await using t = await openTestDatabase();
  const ids = (await addDocuments(t.db, ['a', 'b', 'c', 'd', 'e'])).sort((a, b) => a - b);
  const feed = (limit: number, staleMs: number) => findUnqueuedExtractions(t.db, { limit, storage: 'local', staleMs });
  const [first, second] = await Promise.all([feed(3, 60_000), feed(3, 60_000)]);
  expect([...first, ...second].map(({ documentId }) => documentId).sort((a, b) => a - b)).toEqual(ids);
  expect(await feed(10, 60_000)).toEqual([]);
  await beat(t.db, id(1));
  await claimExtraction(t.db, { documentId: ids[0]!, instance: id(1), inFlight: 0, storage: 'local' });
  expect((await feed(10, -1)).map(({ documentId }) => documentId)).toEqual(ids.slice(1));
  expect(await findUnqueuedExtractions(t.db, { limit: 9, storage: 'elsewhere', staleMs: -1 })).toEqual([]);
});

test('a run is fed when its text is there, and claimed with it', async () => {
  await using t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  expect(await findUnqueuedRuns(t.db, { limit: 5, staleMs: 60_000 })).toEqual([]);
  expect(await claimRun(t.db, { documentId, modelId, instance: id(1), inFlight: 0 })).toEqual({ state: 'done' });
  await storeExtraction(t.db, {
    documentId,
    extraction: extractionOf(['Um', '', 'Dois']),
    extractMs: 1,
  });
  expect(await findUnqueuedRuns(t.db, { limit: 5, staleMs: 60_000 })).toEqual([{ documentId, modelId, lane: 0 }]);
  expect(await claimRun(t.db, { documentId, modelId, instance: id(1), inFlight: 0 })).toMatchObject({
    text: 'Um\n\nDois',
  });
});
