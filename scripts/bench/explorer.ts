import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Db, readerUrl } from '@acervo/db';
import { fillMillionMentions } from '../../packages/db/test/million-mentions.ts';
import type { Row } from './report.ts';

const MAIN = fileURLToPath(new URL('../../apps/explorer/src/main.ts', import.meta.url));
const READERS = 20;
const PAGES_EACH = 30;
/** How long somebody looks at a page, on average. */
const THINK_MS = 2_000;
const BAR_MS = 200;

/** How long pages take over ten million mentions while 20 people read, each looking at a page for some 2 s: the 95th
 *  percentile by kind of page, measured by the readers. Filling takes minutes and some 10 GB. */
export async function benchExplorer(db: Db): Promise<Row[]> {
  await fillMillionMentions(db, { times: 10 });
  return readConcurrently(db);
}

async function readConcurrently(db: Db): Promise<Row[]> {
  const explorer = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: readerUrl(db.url),
      ACERVO_WEB_PORT: '0',
      ACERVO_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [message] = (await once(explorer, 'message')) as [{ address?: string }];
    const url = message.address ?? '';
    const took = new Map<string, number[]>(Object.keys(PAGES).map((kind) => [kind, []]));
    await fetch(`${url}archive`); // counting all of it is done once for everybody
    await Promise.all(Array.from({ length: READERS }, (_, reader) => read(url, reader, took)));
    return [...took].map(([kind, times]) => row(kind, times));
  } finally {
    explorer.kill();
    await once(explorer, 'exit');
  }
}

/** Addresses of each kind, different ones for different numbers. */
const PAGES: Readonly<Record<string, (n: number) => string>> = {
  start: () => '',
  'search: a rare word': (n) => `?q=${(n * 7919) % 200_000}`,
  'search: a word that is everywhere': () => '?q=acordao',
  'search: two words': (n) => `?q=acordao+${(n * 104_729) % 200_000}`,
  'search: everywhere, by document, filtered': (n) => `?q=palavra&sort=document&court=TJ${n % 27}`,
  'mentions of a common name': (n) => `?q=nome${n % 997}&view=mentions`,
  'mentions of a common name, by role': (n) => `?q=nome${n % 997}&role=${['relator', 'parte', 'perito'][n % 3]}`,
  'mentions of the most cited entity, filtered': (n) => `?entity=1&court=TJ${n % 27}&year=${2001 + (n % 20)}`,
  'the most cited entity': () => 'entities/1',
  'some entity': (n) => `entities/${1 + ((n * 7919) % 600_000)}`,
  document: (n) => `documents/${1 + ((n * 7919) % 200_000)}`,
  archive: () => 'archive',
};

async function read(url: string, reader: number, took: ReadonlyMap<string, number[]>): Promise<void> {
  const kinds = Object.entries(PAGES);
  await delay((THINK_MS * reader) / READERS); // they don't begin together
  for (let page = 0; page < PAGES_EACH; page += 1) {
    const n = reader * PAGES_EACH + page;
    const [kind = '', address = () => ''] = kinds[(n * 7 + reader) % kinds.length] ?? [];
    const startedAt = performance.now();
    const response = await fetch(url + address(n));
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${kind}: ${response.status}`);
    took.get(kind)?.push(performance.now() - startedAt);
    await delay(THINK_MS * (0.5 + ((n * 37) % 100) / 100));
  }
}

function row(kind: string, times: readonly number[]): Row {
  const sorted = times.toSorted((a, b) => a - b);
  const value = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
  return {
    stage: 'explorer',
    what: `${kind}: p95 of ${sorted.length} answers, ${READERS} readers, 10 M mentions`,
    value,
    unit: 'ms',
    bar: { text: `${BAR_MS} ms`, passed: value <= BAR_MS },
  };
}
