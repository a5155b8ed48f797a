import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInside } from './open-inside.ts';

let root: string;
let source: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'acervo-inside-')));
  source = join(root, 'source');
  await mkdir(source);
  await writeFile(join(root, 'secret'), 'secret');
  await writeFile(join(source, 'a.pdf'), 'inside');
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('opens a file of the source, also through links that stay inside', async () => {
  await symlink('a.pdf', join(source, 'to-a'));
  for (const name of ['a.pdf', 'to-a']) {
    await using file = await openInside(source, join(source, name));
    expect(await file.readFile('utf8')).toBe('inside');
  }
});

it('what was opened stays what is read, whatever its path becomes', async () => {
  const path = join(source, 'turned');
  await writeFile(path, 'inside');
  await using file = await openInside(source, path);
  await rm(path);
  await symlink('../secret', path);
  expect(await file.readFile('utf8')).toBe('inside');
});

it('opens nothing outside, also where a link is turned all the time', async () => {
  const path = join(source, 'turning');
  await symlink('../secret', path);
  await expect(openInside(source, path)).rejects.toMatchObject({ code: 'not-found' });
  let turning = true;
  const turn = async () => {
    for (let outside = false; turning; outside = !outside) {
      await symlink(outside ? '../secret' : 'a.pdf', `${path}.next`);
      await rename(`${path}.next`, path);
    }
  };
  const turned = turn();
  const read = new Set<string>();
  for (let attempt = 0; attempt < 2000; attempt++) {
    const file = await openInside(source, path).catch((error: { code: string }) => error.code);
    if (typeof file === 'string') read.add(file);
    else {
      read.add(await file.readFile('utf8'));
      await file.close();
    }
  }
  turning = false;
  await turned;
  expect([...read].sort()).toEqual(['inside', 'not-found']);
});

it.runIf(process.platform !== 'win32')('does not wait for whoever would write into a pipe', async () => {
  execFileSync('mkfifo', [join(source, 'pipe')]);
  await expect(openInside(source, join(source, 'pipe'))).rejects.toMatchObject({ code: 'unreadable' });
});

it('a folder is no file', async () => {
  await expect(openInside(root, source)).rejects.toMatchObject({ code: 'unreadable' });
});
