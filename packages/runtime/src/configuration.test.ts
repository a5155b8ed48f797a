import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const settings = readFileSync(join(root, 'docs/settings.md'), 'utf8');
/** Names and default of each row of the tables. */
const rows = [...settings.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| (.+?) \|/gm)].map(
  ([, names = '', given = '']) => ({
    names: [...names.matchAll(/[A-Z_]+/g)].map(String),
    given: /^`(.*)`$/.exec(given)?.[1],
  }),
);

it('every variable that the code reads is documented, and no other', async () => {
  const read = new Set<string>();
  for await (const file of glob(['apps/*/{src,bin}/**/*.{ts,js}', 'packages/*/src/**/*.ts'], { cwd: root })) {
    if (file.includes('.test.')) continue;
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of source.matchAll(/(?:environment|process\.env)(?:\.|\[')([A-Z][A-Z_]+)/g))
      read.add(name);
    if (/packages.runtime.src.configuration\.ts$/.test(file)) {
      for (const [, name = ''] of source.matchAll(/^ {2}([A-Z][A-Z_]+): z\b/gm)) read.add(name);
    }
  }
  expect(read.size).toBeGreaterThan(25);
  expect(rows.flatMap(({ names }) => names).sort()).toEqual([...read].sort());
});

it('the documented defaults are those of the code', () => {
  const defaults: Record<string, unknown> = readConfiguration({});
  const documented = rows.filter(({ given }) => given !== undefined);
  expect(documented.length).toBeGreaterThan(10);
  for (const { names, given } of documented) expect(String(defaults[names[0]!]), names[0]).toBe(given);
});
