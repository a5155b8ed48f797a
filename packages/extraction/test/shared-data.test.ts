import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PipelineError } from '@acervo/runtime';
import { expect, test } from 'vitest';
import { type Extraction, type ExtractorPool, openExtractorPool } from '../src/index.ts';
import { expectSound } from './expect-sound.ts';

// Public files that stand beside the checkout where they can be had; the repository holds none of them.
const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const LIMITS = { children: 2, timeoutMs: 60_000, maxRssBytes: 1024 ** 3, maxTextUnits: 64 * 1024 ** 2 };
const hasData = existsSync(`${data}hostile/MANIFEST.tsv`);
if (!hasData) process.stderr.write('skipped: ../shared/data is not there\n');

type Ending = { code: string; extraction?: Extraction; ms: number };

async function extractAll(pool: ExtractorPool, folder: string, names: readonly string[]): Promise<Map<string, Ending>> {
  const endings = new Map<string, Ending>();
  const queue = [...names];
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const started = performance.now();
      const ending = await pool.extract(await readFile(folder + name)).then(
        (extraction) => ({ code: 'done', extraction }),
        (error: unknown) => ({ code: error instanceof PipelineError ? `failed:${error.code}` : String(error) }),
      );
      endings.set(name, { ...ending, ms: performance.now() - started });
    }
  };
  await Promise.all([work(), work()]);
  return endings;
}

test.skipIf(!hasData)(
  'hostile files end as their manifest says, each within its time',
  { timeout: 560_000 },
  async () => {
    const [, ...rows] = readFileSync(`${data}hostile/MANIFEST.tsv`, 'utf8').trimEnd().split('\n');
    const expected = new Map(
      rows.map((row) => [row.split('\t')[0] ?? '', row.split('\t').at(-1)?.trim().split('|') ?? []]),
    );
    await using pool = openExtractorPool(LIMITS);
    const endings = await extractAll(pool, `${data}hostile/`, [...expected.keys()]);
    const wrong = [...endings].filter(([name, { code }]) => !expected.get(name)?.includes(code));
    expect(wrong.map(([name, { code }]) => `${name}: ${code}, not ${expected.get(name)?.join(' or ')}`)).toEqual([]);
    expect(endings.size).toBe(124);
    for (const { extraction, ms } of endings.values()) {
      expect(ms).toBeLessThan(2 * LIMITS.timeoutMs);
      if (extraction !== undefined) expectSound(extraction);
    }
  },
);

test.skipIf(!hasData)('court documents give sound text of Portuguese words', { timeout: 560_000 }, async () => {
  const folder = `${data}court-docs/`;
  const names = (await readdir(folder)).filter((name) => /\.(pdf|docx)$/.test(name));
  await using pool = openExtractorPool(LIMITS);
  const endings = await extractAll(pool, folder, names);
  expect(endings.size).toBe(57);
  for (const [name, { code, extraction }] of endings) {
    // four of them are scans without a text layer
    expect([name, code]).toEqual([name, name.startsWith('tate-ac') ? 'failed:empty' : 'done']);
    if (extraction === undefined) continue;
    expectSound(extraction);
    expect([name, extraction.pages.filter(({ reason }) => reason === 'page-corrupt').length]).toEqual([name, 0]);
    const words = extraction.text.match(/\p{L}+/gu) ?? [];
    const common = words.filter((word) => /^(?:de|da|do|e|a|o|que|em|para|com|os|as|no|na)$/i.test(word));
    expect([name, common.length / words.length > 0.08]).toEqual([name, true]);
  }
});
