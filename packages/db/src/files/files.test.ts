import { expect, test } from 'vitest';
import { sha256 } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import {
  beat,
  claimExtraction,
  claimScan,
  countStages,
  ensureSource,
  type FileRecord,
  failExtraction,
  findOpenScans,
  findUnchanged,
  finishScan,
  getScan,
  markVanished,
  openDatabase,
  recordAttachments,
  recordContainer,
  recordFiles,
  redrive,
  releaseScan,
  reportScan,
  requestScan,
} from '../index.ts';

const ONE = '00000000-0000-4000-8000-000000000001';
const TWO = '00000000-0000-4000-8000-000000000002';
const MODIFIED = new Date('2026-02-03T04:05:06.789Z');
const COUNTS = { seen: 3, new: 2, changed: 1, vanished: 0, unsupported: 4 };

function fileOf(scanId: number, path: string, content: string | undefined, rest: Partial<FileRecord> = {}): FileRecord {
  const outcome = content === undefined ? { errorCode: 'unreadable' as const } : { sha256: sha256(content) };
  return { sourceId: 1, scanId, path, sizeBytes: 10, modifiedAt: MODIFIED, ...outcome, ...rest };
}

test('a document is read from the storage of whoever claims it, however many copies there are on others', async () => {
  await using t = await openTestDatabase();
  for (const [storage, copies] of [
    ['other', 30],
    ['local', 1],
  ] as const) {
    const sourceId = await ensureSource(t.db, { storage, path: '/a' });
    const scanId = await requestScan(t.db, { sourceId });
    const files = Array.from({ length: copies }, (_, copy) =>
      fileOf(scanId, `${storage}/${copy}.pdf`, 'A', { sourceId }),
    );
    await recordFiles(t.db, files);
  }
  const claim = await claimExtraction(t.db, { documentId: 1, instance: ONE, inFlight: 0, storage: 'local' });
  expect(claim).toMatchObject({ state: 'claimed', files: [{ path: 'local/0.pdf' }] });
});

test('a second look at the same files finds nothing to hash, and a change is seen', async () => {
  await using t = await openTestDatabase();
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  expect(await ensureSource(t.db, { storage: 'local', path: '/a' })).toBe(sourceId);
  const scanId = await requestScan(t.db, { sourceId });
  const records = [
    fileOf(scanId, 'a.pdf', 'A'),
    fileOf(scanId, 'copy/a.pdf', 'A'),
    fileOf(scanId, 'b.pdf', 'B'),
    fileOf(scanId, 'locked.pdf', undefined),
    fileOf(scanId, 'x.zip', undefined, { errorCode: 'unsupported-type' }),
  ];
  expect(await recordFiles(t.db, records)).toEqual({ new: 5, changed: 0, unchanged: 0 });
  expect((await t.db.pool.query('select count(*) as count from documents')).rows).toEqual([{ count: 2 }]);
  const seen = records.map(({ path, sizeBytes, modifiedAt }) => ({ path, sizeBytes, modifiedAt }));
  seen[2] = { ...seen[2]!, modifiedAt: new Date() };
  expect(await findUnchanged(t.db, { sourceId, scanId: 2, files: seen })).toEqual({
    paths: new Set(['a.pdf', 'copy/a.pdf', 'x.zip']),
    files: 3,
  });
  expect(await recordFiles(t.db, [fileOf(2, 'b.pdf', 'B2'), fileOf(2, 'locked.pdf', undefined)])).toEqual({
    new: 0,
    changed: 1,
    unchanged: 1,
  });
});

test('what is inside of a container stays and goes with it, and the container itself counts as no file', async () => {
  await using t = await openTestDatabase();
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  const container = { sourceId, path: 'autos.zip' };
  const seen = [{ path: 'autos.zip', sizeBytes: 10, modifiedAt: MODIFIED }];
  const inside = (scanId: number, containerId: number) => [
    fileOf(scanId, 'autos.zip!/a.pdf', 'A', { containerId }),
    fileOf(scanId, 'autos.zip!/b/c.pdf', 'C', { containerId }),
    fileOf(scanId, 'autos.zip!/x.bin', undefined, { containerId, errorCode: 'unsupported-type' }),
  ];
  const containerId = await recordContainer(t.db, { ...container, scanId: 1 });
  await recordFiles(t.db, inside(1, containerId));
  // it is not known to be complete: whoever comes next reads it again
  expect(await findUnchanged(t.db, { sourceId, scanId: 2, files: seen })).toEqual({ paths: new Set(), files: 0 });
  const complete = { sizeBytes: 10, modifiedAt: MODIFIED };
  expect(await recordContainer(t.db, { ...container, scanId: 2, complete })).toBe(containerId);
  expect(await findUnchanged(t.db, { sourceId, scanId: 3, files: seen })).toEqual({
    paths: new Set(['autos.zip']),
    files: 3,
  });
  expect(await markVanished(t.db, { sourceId, scanId: 3 })).toBe(0);
  expect((await countStages(t.db)).files).toEqual({ total: 2, failed: 0, unsupported: 1, vanished: 0 });
  // one that failed is tried again when it is asked for: the container no longer looks as it did
  await recordFiles(t.db, [fileOf(3, 'autos.zip!/b/c.pdf', undefined, { containerId, errorCode: 'too-large' })]);
  const look = () => findUnchanged(t.db, { sourceId, scanId: 3, files: seen });
  expect((await look()).files).toBe(3);
  expect(await redrive(t.db, { codes: ['encrypted'] })).toMatchObject({ files: 0 });
  expect((await look()).files).toBe(3);
  expect(await redrive(t.db, { codes: ['too-large'] })).toMatchObject({ files: 1 });
  expect((await look()).files).toBe(0);
  expect(await markVanished(t.db, { sourceId, scanId: 4 })).toBe(3);
});

test('what is attached to a document stays while the file is that document, and goes with it', async () => {
  await using t = await openTestDatabase();
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  await recordFiles(t.db, [fileOf(1, 'a.pdf', 'A'), fileOf(1, 'b.pdf', 'B')]);
  const { rows } = await t.db.pool.query<{ id: number }>('select id from files order by path');
  const fileId = rows[0]!.id;
  const attached = async () =>
    (
      await t.db.pool.query<{ path: string }>(
        'select path from files where container_id is not null and vanished_at is null order by path',
      )
    ).rows.map(({ path }) => path);
  const attach = (...names: string[]) =>
    recordAttachments(t.db, {
      fileId,
      attachments: names.map((name) => ({ name, sizeBytes: 1, sha256: sha256(name) })),
    });
  await attach('x.pdf', 'y.txt');
  expect(await attached()).toEqual(['a.pdf!/x.pdf', 'a.pdf!/y.txt']);
  await attach('x.pdf');
  expect(await attached()).toEqual(['a.pdf!/x.pdf']);
  // a scan that sees only the file itself
  await recordFiles(t.db, [fileOf(2, 'a.pdf', 'A')]);
  expect(await markVanished(t.db, { sourceId, scanId: 2 })).toBe(1);
  expect(await attached()).toEqual(['a.pdf!/x.pdf']);
  await recordFiles(t.db, [fileOf(3, 'a.pdf', 'A, changed')]);
  expect(await attached()).toEqual([]);
  await attach('z.pdf');
  expect(await markVanished(t.db, { sourceId, scanId: 4 })).toBe(2);
  expect(await attached()).toEqual([]);
  await attach('late.pdf');
  expect(await attached()).toEqual([]);
});

test('an attachment whose path is too long to be recorded is reported, and the document keeps its others', async () => {
  await using t = await openTestDatabase();
  await ensureSource(t.db, { storage: 'local', path: '/a' });
  // nothing that repeats: PostgreSQL would compress it
  const words = Array.from({ length: 65 }, (_, index) => sha256(String(index)).toString('base64url')).join('');
  await recordFiles(t.db, [fileOf(1, `${words.slice(0, 2300)}.pdf`, 'A')]);
  const long = `${words.slice(2300)}.pdf`;
  const attachments = [long, 'x.pdf'].map((name) => ({ name, sizeBytes: 1, sha256: sha256(name) }));
  await recordAttachments(t.db, { fileId: 1, attachments });
  const { rows } = await t.db.pool.query(
    'select error_code as "errorCode" from files where id > 1 order by error_code',
  );
  expect(rows).toEqual([{ errorCode: 'unreadable' }, { errorCode: null }]);
});

test('files a scan has not seen vanish, and those that come back are new', async () => {
  await using t = await openTestDatabase();
  await ensureSource(t.db, { storage: 'local', path: '/a' });
  await recordFiles(t.db, [fileOf(1, 'a.pdf', 'A'), fileOf(1, 'b.pdf', 'B')]);
  await recordFiles(t.db, [fileOf(2, 'a.pdf', 'A')]);
  expect(await markVanished(t.db, { sourceId: 1, scanId: 2 })).toBe(1);
  const vanishedAt = async (path: string): Promise<unknown> =>
    (await t.db.pool.query('select vanished_at from files where path = $1', [path])).rows[0]?.vanished_at;
  expect(await vanishedAt('b.pdf')).not.toBeNull();
  expect(await recordFiles(t.db, [fileOf(3, 'b.pdf', 'B')])).toEqual({ new: 1, changed: 0, unchanged: 0 });
  expect(await vanishedAt('b.pdf')).toBeNull();
});

test('a document that failed because its file was gone is tried again when the file is back', async () => {
  await using t = await openTestDatabase();
  await ensureSource(t.db, { storage: 'local', path: '/a' });
  await recordFiles(t.db, [fileOf(1, 'a.pdf', 'A')]);
  await claimExtraction(t.db, { documentId: 1, instance: ONE, inFlight: 0, storage: 'local' });
  await failExtraction(t.db, { documentId: 1, instance: ONE, code: 'not-found' });
  await recordFiles(t.db, [fileOf(2, 'a.pdf', 'A')]);
  expect((await t.db.pool.query('select status, queued_at from documents')).rows).toEqual([
    { status: 'pending', queued_at: null },
  ]);
});

test('scans of the same bytes at once make one document', async () => {
  await using t = await openTestDatabase();
  await ensureSource(t.db, { storage: 'local', path: '/a' });
  const paths = Array.from({ length: 200 }, (_, index) => `${index}.pdf`);
  await Promise.all(
    [1, 2, 3, 4].map(async (round) => {
      await using db = openDatabase(t.url, { maxConnections: 1 });
      const batch = paths.map((path) => fileOf(round, `${round}/${path}`, path));
      await recordFiles(db, round % 2 ? batch : batch.reverse());
    }),
  );
  const { rows } = await t.db.pool.query(
    'select (select count(*) from documents) as documents, (select count(*) from files where document_id is not null) as files',
  );
  expect(rows).toEqual([{ documents: 200, files: 800 }]);
});

test('an open scan is taken by one instance, and by another when that one is gone', async () => {
  await using t = await openTestDatabase();
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  const scanId = await requestScan(t.db, { sourceId, options: { sample: 3, seed: 1 } });
  expect(await requestScan(t.db, { sourceId, options: { seed: 1, sample: 3 } }), 'the same one').toBe(scanId);
  expect(await requestScan(t.db, { sourceId }), 'other options').toBe(scanId + 1);
  await beat(t.db, ONE);
  expect(await claimScan(t.db, { scanId, instance: ONE })).toBe(true);
  expect(await claimScan(t.db, { scanId, instance: TWO })).toBe(false);
  expect(await findOpenScans(t.db, 'local'), 'the next one waits: one at a time per source').toEqual([]);
  expect(await requestScan(t.db, { sourceId, options: { sample: 3, seed: 1 } }), 'that one has begun').toBe(scanId + 2);
  await t.db.pool.query('delete from instances');
  expect(await claimScan(t.db, { scanId, instance: TWO })).toBe(true);
  await releaseScan(t.db, { scanId, instance: TWO });
  expect(await findOpenScans(t.db, 'elsewhere')).toEqual([]);
  await reportScan(t.db, { scanId, counts: COUNTS });
  await finishScan(t.db, { scanId, counts: COUNTS, errorCode: 'unreadable' });
  expect(await getScan(t.db, scanId)).toMatchObject({
    counts: COUNTS,
    errorCode: 'unreadable',
    options: { sample: 3 },
  });
  expect(await claimScan(t.db, { scanId, instance: ONE })).toBe(false);
  expect((await findOpenScans(t.db, 'local')).map(({ id }) => id)).toEqual([scanId + 1]);
});

test('what an older scan says late does not make a file vanish that a newer one has seen', async () => {
  await using t = await openTestDatabase();
  const sourceId = await ensureSource(t.db, { storage: 'local', path: '/a' });
  await recordFiles(t.db, [fileOf(2, 'a.pdf', 'A')]);
  await recordFiles(t.db, [fileOf(1, 'a.pdf', 'B')]);
  expect(await markVanished(t.db, { sourceId, scanId: 2 })).toBe(0);
});
