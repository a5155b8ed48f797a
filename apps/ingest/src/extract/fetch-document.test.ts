import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimExtraction, type Db, ensureSource, openInstance, recordFiles, requestScan } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContentFinder } from '../containers/find-content.ts';
import { fetchDocument } from './fetch-document.ts';

const reading = {
  passwords: [],
  pool: { readAttachment: () => Promise.reject(new Error('nothing is attached here')) },
};

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acervo-fetch-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const sha256 = (content: string) => createHash('sha256').update(content).digest();

/** One document that was recorded at some paths of a new source, and a way to fetch it. */
async function openDocument(folder: string, content: string, paths: readonly string[]) {
  await mkdir(folder, { recursive: true });
  const database = await openTestDatabase();
  const { db } = database;
  const instance = await openInstance(db, { kind: 'test' });
  const sourceId = await ensureSource(db, { storage: 'local', path: folder });
  const scanId = await requestScan(db, { sourceId });
  const known = { sourceId, scanId, sizeBytes: content.length, modifiedAt: new Date(0), sha256: sha256(content) };
  await recordFiles(
    db,
    paths.map((path) => ({ ...known, path })),
  );
  const file = await findFile(db, sourceId, paths[0]!);
  const work = await claimExtraction(db, {
    documentId: file!.documentId!,
    instance: instance.id,
    inFlight: 0,
    storage: 'local',
  });
  if (work.state !== 'claimed') throw new Error(work.state);
  const signal = AbortSignal.timeout(30_000);
  const retry = <T>(ask: () => Promise<T>) => ask();
  return {
    db,
    sourceId,
    documentId: file!.documentId,
    fetch: (maxBytes = 1000) =>
      fetchDocument({ ...reading, db, retry, signal, maxBytes, finder: openContentFinder() }, work),
    async [Symbol.asyncDispose]() {
      await instance[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function findFile(db: Db, sourceId: number, path: string) {
  const { rows } = await db.pool.query<{ documentId: number; sizeBytes: number }>(
    'select document_id as "documentId", size_bytes as "sizeBytes" from files where source_id = $1 and path = $2',
    [sourceId, path],
  );
  return rows[0];
}

it('reads the first file that still holds the bytes, and records what another has become', async () => {
  const folder = join(root, 'changed');
  await using document = await openDocument(folder, 'as scanned', ['a.pdf', 'b.pdf', 'c.pdf']);
  await writeFile(join(folder, 'b.pdf'), 'other bytes');
  await writeFile(join(folder, 'c.pdf'), 'as scanned');
  expect((await document.fetch()).toString()).toBe('as scanned');
  const changed = await findFile(document.db, document.sourceId, 'b.pdf');
  expect(changed?.documentId).not.toBe(document.documentId);
  expect(changed?.sizeBytes).toBe('other bytes'.length);
});

it('says what is wrong where no file has them', async () => {
  const folder = join(root, 'wrong');
  await using document = await openDocument(folder, 'as scanned', ['a.pdf']);
  await expect(document.fetch()).rejects.toMatchObject({ code: 'not-found' });
  await writeFile(join(root, 'outside.pdf'), 'as scanned');
  await symlink('../outside.pdf', join(folder, 'a.pdf'));
  await expect(document.fetch()).rejects.toMatchObject({ code: 'not-found' });
  await rm(join(folder, 'a.pdf'));
  await mkdir(join(folder, 'a.pdf'));
  await expect(document.fetch()).rejects.toMatchObject({ code: 'unreadable' });
  await rm(join(folder, 'a.pdf'), { recursive: true });
  await writeFile(join(folder, 'a.pdf'), 'as scanned');
  await expect(document.fetch(5)).rejects.toMatchObject({ code: 'too-large' });
});
