import { storeExtraction, storeRun } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { expect, it } from 'vitest';
import {
  addDocuments,
  addModel,
  extractionOf,
  normalizer,
  recognitionOf,
  sha256,
} from '../../../packages/db/test/fill.ts';
import { hasRedis, openTestRedis } from '../../../packages/queue/test/redis-server.ts';
import { startAcervo } from './processes.ts';

const INSTANCE = '00000000-0000-4000-8000-000000000001';
const TEXT = 'A Lei 8.078 vale.';

/** An archive of three documents in which one was recognized a moment ago, one waits, and one is not extracted yet. */
async function openHalfRead({ recognizeMs = 600_000 } = {}) {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [first = 0, second = 0] = await addDocuments(t.db, ['a.pdf', 'b.pdf', 'c.pdf']);
  for (const documentId of [first, second])
    await storeExtraction(t.db, { documentId, extraction: extractionOf([TEXT]), extractMs: 1 });
  const recognition = recognitionOf(TEXT, [{ text: 'Lei 8.078', type: 'LEGISLACAO' }]);
  const result = { documentId: first, modelId, instance: INSTANCE, text: TEXT, textHash: sha256(TEXT), recognition };
  await storeRun(t.db, { ...result, normalizer, recognizeMs, versions: {} });
  return t;
}

it('status says how long what waits will take at the present rate', async () => {
  await using t = await openHalfRead();
  const environment = { DATABASE_URL: t.url };
  const { stdout } = await startAcervo(['status', '--json'], environment).ended;
  expect(JSON.parse(stdout)).toMatchObject({
    documentsPerMinute: 0.2,
    timeLeftMs: 600_000,
    queues: { extract: 0, recognize: 0 },
    queuesErrorCode: null,
  });
  expect((await startAcervo(['status'], environment).ended).stdout).toContain('10 min left');
  const { stdout: pt } = await startAcervo(['status', '--lang', 'pt'], environment).ended;
  expect(pt).toContain('faltam 10 min');
  expect(pt).toMatch(/Modelos\n {2}\S+ \([0-9a-f]{12}\) em uso\n/);
});

it('the rate of what has just begun counts from its beginning', async () => {
  await using t = await openHalfRead({ recognizeMs: 60_000 });
  const { stdout } = await startAcervo(['status', '--json'], { DATABASE_URL: t.url }).ended;
  const { documentsPerMinute } = JSON.parse(stdout);
  expect(documentsPerMinute).toBeGreaterThan(0.4);
  expect(documentsPerMinute).toBeLessThanOrEqual(1);
});

it('status says nothing of the time left when nothing waits', async () => {
  await using t = await openHalfRead();
  await t.db.pool.query(`update runs set status = 'failed', error_code = 'timeout' where status = 'pending'`);
  await t.db.pool.query(`update documents set status = 'failed', error_code = 'corrupt' where status = 'pending'`);
  const { stdout } = await startAcervo(['status', '--json'], { DATABASE_URL: t.url }).ended;
  expect(JSON.parse(stdout)).toMatchObject({ documentsPerMinute: 0.2, timeLeftMs: null });
});

// redis-server comes from the system's packages: where it is missing this test is reported as skipped
it.skipIf(!hasRedis)('status shows what PostgreSQL knows when Redis is down, and says that it is down', async () => {
  await using t = await openHalfRead();
  await using redis = await openTestRedis();
  await redis.kill();
  const environment = { DATABASE_URL: t.url, REDIS_URL: redis.url };
  const answers = await Promise.all([
    startAcervo(['status', '--json'], environment).ended,
    startAcervo(['status'], environment).ended,
    startAcervo(['status', '--lang', 'pt'], environment).ended,
  ]);
  const [json, en, pt] = answers;
  expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    counts: { documents: { pending: 1, extracted: 2 }, runs: { pending: 1, done: 1 } },
    queues: null,
    queuesErrorCode: 'queue-unavailable',
  });
  expect(en.stdout).toMatch(/Queues\n.*out of reach.*queue-unavailable\n.*REDIS_URL/);
  expect(pt.stdout).toMatch(/Filas\n.*fora de alcance.*queue-unavailable\n.*REDIS_URL/);
});
