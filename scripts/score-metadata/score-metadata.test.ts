import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readFiles } from './read-files.ts';
import { readExpected, scoreMetadata } from './score-metadata.ts';

// Public files that stand beside the checkout where they can be had; the repository holds none of them.
const folder = fileURLToPath(new URL('../../../shared/data/court-docs', import.meta.url));
const hasData = existsSync(folder);
if (!hasData) process.stderr.write('skipped: ../shared/data is not there\n');

test.skipIf(!hasData)(
  'nothing that is read of the court files is wrong, and its evidence is in the text',
  { timeout: 300_000 },
  async () => {
    const read = await readFiles(folder);
    const expected = readExpected();
    expect([...read.keys()].filter((file) => !expected.has(file))).toEqual([]);
    const scores = scoreMetadata(new Map([...read].map(([file, { metadata }]) => [file, metadata])));
    expect([...scores].flatMap(([field, { wrong }]) => wrong.map((file) => `${file}: ${field}`))).toEqual([]);
    const shares = [...scores].map(([field, { right, missing }]) => [field, right / (right + missing.length)]);
    for (const [field, share] of shares) expect([field, Number(share) > 0.8]).toEqual([field, true]);
    for (const { metadata, text } of read.values())
      for (const { evidence } of Object.values(metadata))
        if ('start' in evidence) expect(text.slice(evidence.start, evidence.end).trim()).not.toBe('');
  },
);
