import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInside } from './open-original.ts';

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'acervo-original-')));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'opens nothing outside of a source by a path in which a link was put since',
  async () => {
    const [source, outside] = [join(root, 'source'), join(root, 'outside')];
    for (const folder of [join(source, 'a'), outside]) await mkdir(folder, { recursive: true });
    for (const folder of [join(source, 'a'), outside]) await writeFile(join(folder, 'x.pdf'), folder);
    const path = await realpath(join(source, 'a/x.pdf'));
    {
      await using file = await openInside(source, path);
      expect(await file.readFile('utf8')).toBe(join(source, 'a'));
    }

    await rename(join(source, 'a'), join(source, 'b'));
    await symlink('../outside', join(source, 'a'));
    await expect(openInside(source, path)).rejects.toThrow('outside of its source');

    await rm(join(source, 'b/x.pdf'));
    await symlink('../../outside/x.pdf', join(source, 'b/x.pdf'));
    await expect(openInside(source, join(source, 'b/x.pdf'))).rejects.toMatchObject({ code: 'ELOOP' });
  },
);
