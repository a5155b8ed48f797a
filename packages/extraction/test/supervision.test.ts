import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { childCommand } from '../src/pool/child-command.ts';
import {
  type ChildExit,
  type ExtractorPoolOptions,
  openExtractorPool,
  openPool,
} from '../src/pool/open-extractor-pool.ts';

const MB = 1024 * 1024;
const probeFile = (name: string) => fileURLToPath(new URL(`./probes/${name}`, import.meta.url));
const probe = probeFile('probe.ts');

function openProbePool(options: Partial<ExtractorPoolOptions> = {}, name = 'probe.ts') {
  const exits: ChildExit[] = [];
  const maxRssBytes = options.maxRssBytes ?? 512 * MB;
  const pool = openPool(
    {
      children: 1,
      timeoutMs: 30_000,
      maxRssBytes,
      maxTextUnits: 10_000,
      onChildExit: (exit) => exits.push(exit),
      ...options,
    },
    childCommand(maxRssBytes, probeFile(name)),
  );
  return {
    pool,
    exits,
    act: (name: string, signal?: AbortSignal) => pool.extract(Buffer.from(name), signal ? { signal } : {}),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a child may read nothing but code, write nothing, start nothing, and knows nothing of our environment', async () => {
  const { pool, act } = openProbePool();
  await using _pool = pool;
  const report = JSON.parse((await act('permissions')).text);
  expect(report).toEqual({
    passwords: 'ERR_ACCESS_DENIED',
    project: 'ERR_ACCESS_DENIED',
    write: 'ERR_ACCESS_DENIED',
    spawn: 'ERR_ACCESS_DENIED',
    thread: 'ERR_ACCESS_DENIED',
    fetch: 'fetch failed',
    environment: '',
  });
});

test('a document over its time is stopped even in the middle of a loop, and the next one gets a fresh child', async () => {
  const { pool, act, exits } = openProbePool({ timeoutMs: 1500 });
  await using _pool = pool;
  await expect(act('hang')).rejects.toMatchObject({ code: 'timeout', retryable: false });
  expect(exits).toMatchObject([{ reason: 'timeout' }]);
  await expect(act('permissions')).resolves.toMatchObject({ extractorVersion: 'probe' });
});

test('memory outside of the heap counts', async () => {
  const { pool, act } = openProbePool({ maxRssBytes: 300 * MB });
  await using _pool = pool;
  await expect(act('hoard')).rejects.toMatchObject({ code: 'out-of-memory', retryable: false });
});

test("running out of JavaScript's heap is out-of-memory, not a crash", async () => {
  const { pool, act } = openProbePool({ maxRssBytes: 200 * MB });
  await using _pool = pool;
  await expect(act('heap')).rejects.toMatchObject({ code: 'out-of-memory' });
});

test('what earlier documents left behind is not held against a document', async () => {
  const { pool, act, exits } = openProbePool({ maxRssBytes: 450 * MB });
  await using _pool = pool;
  const texts = [];
  for (let document = 0; document < 4; document++) texts.push((await act('leak')).text);
  expect(texts).toEqual(['1', '1', '1', '1']); // each in a fresh child: 250 MB and more are over half of the limit
  await expect.poll(() => exits.map(({ reason }) => reason)).toEqual(['recycled', 'recycled', 'recycled', 'recycled']);
});

test('a child is replaced after so many documents, and the work goes on', async () => {
  const exits: ChildExit[] = [];
  {
    await using pool = openExtractorPool({
      ...{ children: 1, timeoutMs: 30_000, maxRssBytes: 512 * MB, maxTextUnits: 10_000, recycleAfterDocuments: 2 },
      onChildExit: (exit) => exits.push(exit),
    });
    const texts = Array.from({ length: 5 }, (_, index) => `Decisão de número ${index}.`);
    for (const text of texts) {
      expect((await pool.extract(Buffer.from(text), { extension: 'txt' })).text).toBe(text);
    }
  }
  expect(exits).toMatchObject([
    { reason: 'recycled', documents: 2 },
    { reason: 'recycled', documents: 2 },
    { reason: 'stopped', documents: 1 },
  ]);
  expect(new Set(exits.map(({ pid }) => pid)).size).toBe(3);
});

test('a child that does not come up is given up', async () => {
  const { pool, act } = openProbePool({ startTimeoutMs: 1000 }, 'never-ready.ts');
  await using _pool = pool;
  await expect(act('pid')).rejects.toMatchObject({ code: 'internal', retryable: true });
});

test('where no child can be started, the pool says that it has failed', async () => {
  const limits = { children: 1, timeoutMs: 30_000, maxRssBytes: 512 * MB, maxTextUnits: 10_000 };
  await using pool = openPool(limits, { file: '/nowhere/node', arguments: [] });
  for (let attempt = 0; attempt < 5; attempt++) {
    await expect(pool.extract(Buffer.from('x'))).rejects.toMatchObject({ code: 'internal', retryable: true });
  }
  await expect(pool.failed).rejects.toMatchObject({ code: 'internal' });
});

test('a child that floods its parent is killed', async () => {
  const { pool, act, exits } = openProbePool();
  await using _pool = pool;
  await expect(act('flood')).rejects.toMatchObject({ code: 'too-large' });
  expect(exits).toMatchObject([{ reason: 'too-large' }]);
});

test.each(['garbage', 'exit'])('a child that answers with %s has crashed, and that can be retried', async (name) => {
  const { pool, act } = openProbePool();
  await using _pool = pool;
  await expect(act(name)).rejects.toMatchObject({ code: 'crashed', retryable: true });
  await expect(act('permissions')).resolves.toMatchObject({ extractorVersion: 'probe' });
});

test('a child killed from outside has crashed, and its neighbour goes on', async () => {
  const { pool, act } = openProbePool();
  await using _pool = pool;
  const { pool: neighbour, act: actBeside } = openProbePool();
  await using _neighbour = neighbour;
  const pid = Number((await act('pid')).text);
  const failed = expect(act('wait')).rejects.toMatchObject({ code: 'crashed', retryable: true });
  process.kill(pid, 'SIGKILL');
  await failed;
  await expect(act('pid')).resolves.toMatchObject({ extractorVersion: 'probe' });
  await expect(actBeside('pid')).resolves.toMatchObject({ extractorVersion: 'probe' });
});

test('two documents are worked on at the same time', async () => {
  const { pool, act } = openProbePool({ children: 2 });
  await using _pool = pool;
  const waiting = new AbortController();
  const stopped = expect(act('wait', waiting.signal)).rejects.toMatchObject({ code: 'stopped' });
  await act('pid'); // would wait forever behind the first one
  waiting.abort();
  await stopped;
});

test('an aborted document stops at once, and the pool goes on', async () => {
  const { pool, act } = openProbePool();
  await using _pool = pool;
  await act('permissions');
  const controller = new AbortController();
  const waiting = act('hang', controller.signal);
  const queued = act('hang', controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'stopped', retryable: true });
  await expect(queued).rejects.toMatchObject({ code: 'stopped', retryable: true });
  await expect(act('permissions')).resolves.toMatchObject({ extractorVersion: 'probe' });
});

test('closing the pool ends its children and what they work on', async () => {
  const { pool, act, exits } = openProbePool();
  await act('permissions');
  const failed = expect(act('hang')).rejects.toMatchObject({ code: 'stopped' });
  await new Promise((resolve) => setImmediate(resolve));
  await pool[Symbol.asyncDispose]();
  await failed;
  expect(exits).toMatchObject([{ reason: 'stopped' }]);
  expect(isAlive(exits[0]!.pid)).toBe(false);
});

test.each(['hang', 'wait'])('a parent that is killed leaves no child behind (%s)', async (act) => {
  const parent = spawn(process.execPath, [fileURLToPath(new URL('./probes/parent.ts', import.meta.url)), probe, act], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});
