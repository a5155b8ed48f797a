import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '@acervo/db/test';
import { fillMillionMentions } from '@acervo/db/test/million-mentions';
import { expect, it } from 'vitest';
import { startAcervo } from './processes.ts';

/** Node itself, our code and a batch fit; a fifth of the mentions would not. */
const HEAP_MB = 96;

it('an export of a million mentions fits into a heap that holds a part of them only', {
  timeout: 400_000,
}, async () => {
  const root = await mkdtemp(join(tmpdir(), 'acervo-memory-'));
  try {
    await using database = await openTestDatabase();
    await fillMillionMentions(database.db);
    const { code, stdout, stderr } = await startAcervo(
      ['export', 'out', '--archive', root, '--format', 'parquet', '--texts', '--context', '40', '--json'],
      { DATABASE_URL: database.url, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` },
      root,
    ).ended;
    expect(code, stderr).toBe(0);
    const { files } = JSON.parse(stdout) as { files: { file: string; rows: number }[] };
    expect(files.find(({ file }) => file === 'mentions.parquet')?.rows).toBe(1_000_000);
    const end = (await readFile(join(root, 'out/mentions.parquet'))).subarray(-4);
    expect(end.toString('latin1')).toBe('PAR1');
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
