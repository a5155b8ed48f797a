import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModel, listModels, useModel } from '@acervo/db';
import { readModelFolder } from '@acervo/inference';
import { expect, it } from 'vitest';
import { HUB_COMMIT, openHubServer } from '../../../packages/inference/test/hub-server.ts';
import { writePdf } from './documents.ts';
import { openArchive, tinyBert } from './open-archive.ts';

const TEXT = 'Nos termos do art. 186 da Lei nº 10.406, de 10 de janeiro de 2002, julgo procedente o pedido.';

/** An archive and a folder of one document. */
async function openFilledArchive() {
  const archive = await openArchive();
  await writePdf(join(archive.folder, 'a.pdf'), [TEXT]);
  return { ...archive, states: async () => (await listModels(archive.db)).map(({ name, state }) => [name, state]) };
}

it('run refuses to wait for a model whose folder is gone, and what it advises helps', async () => {
  await using t = await openFilledArchive();
  await t.use(tinyBert, 'tiny');
  expect((await t.acervo('run', t.folder)).code).toBe(0);
  await rm(join(t.models, 'tiny'), { recursive: true });
  await writePdf(join(t.folder, 'b.pdf'), [`${TEXT} Publique-se.`]);

  const { code, stdout, stderr } = await t.acervo('run', t.folder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/tiny \([0-9a-f]{12}\)/);
  expect(stderr).toContain(t.models);
  expect(stderr).toMatch(/acervo model add .* --name tiny.*acervo model use/);
  expect((await t.acervo('run', t.folder, '--lang', 'pt')).stderr).toMatch(
    /pasta do modelo em uso.*\n.*acervo model add/,
  );
  expect((await t.db.pool.query('select count(*) as count from scans')).rows, 'nothing was begun').toEqual([
    { count: 1 },
  ]);
  expect(await t.states(), 'nothing switches by itself').toEqual([['tiny', 'active']]);

  expect((await t.acervo('model', 'add', tinyBert, '--name', 'tiny')).code).toBe(0);
  const again = await t.acervo('run', t.folder);
  expect(again.code, again.stderr).toBe(0);
});

it('run reads on with the model that is to replace one whose folder is gone', async () => {
  await using t = await openFilledArchive();
  await t.use(tinyBert, 'tiny');
  expect((await t.acervo('run', t.folder)).code).toBe(0);
  await rm(join(t.models, 'tiny'), { recursive: true });
  const { name, hash, settings } = await readModelFolder(
    fileURLToPath(new URL('../../../models/lener-conv', import.meta.url)),
  );
  await ensureModel(t.db, { name, hash, settings });
  await useModel(t.db, { name });
  expect((await t.acervo('run', t.folder)).code).toBe(0);
  expect(await t.states()).toEqual([
    ['tiny', 'installed'],
    ['lener-conv', 'active'],
  ]);
});

it('run goes over to the new version of the default model, though the old one has work left', async () => {
  await using t = await openFilledArchive();
  await t.use(tinyBert, 'lener-conv'); // what an earlier release had by that name
  expect((await t.acervo('run', t.folder)).code).toBe(0);
  await rm(join(t.models, 'lener-conv'), { recursive: true });
  const other = join(t.root, 'outros');
  await mkdir(other);
  await writePdf(join(other, 'c.pdf'), [`${TEXT} Intime-se.`]);
  await t.db.pool.query(
    `update runs set status = 'pending', finished_at = null
      where document_id = 1 and model_id = (select id from models where name = 'lener-conv')`,
  );

  const { code, stdout, stderr } = await t.acervo('run', other);
  expect(code, stderr).toBe(0);
  expect(stderr.match(/.*new version of the default model.*\n/g)).toEqual([expect.stringContaining('lener-conv')]);
  expect(stdout).toMatch(/documents\s+1\n/);
  expect(await t.states()).toEqual([
    ['lener-conv', 'installed'],
    ['lener-conv', 'active'],
  ]);
  expect(
    (await t.db.pool.query('select count(distinct document_id) as documents from mentions_current')).rows,
    'of other folders, too',
  ).toEqual([{ documents: 2 }]);
  expect((await t.acervo('verify')).code).toBe(0);
});

it('a model of a hub is downloaded, used, and removed with what it has read', { timeout: 120_000 }, async () => {
  await using t = await openFilledArchive();
  await using hub = await openHubServer(tinyBert);
  const added = await t.acervo('model', 'add', `owner/model@${HUB_COMMIT}`, '--hub-url', hub.url, '--json');
  expect(added.code, added.stderr).toBe(0);
  expect(JSON.parse(added.stdout)).toMatchObject({ name: 'model', hash: (await readModelFolder(tinyBert)).hash });
  expect((await t.acervo('model', 'use', 'model', '--now')).code).toBe(0);
  expect(await t.acervo('model', 'rm', 'model')).toMatchObject({ code: 2, stderr: expect.stringContaining('in use') });
  expect((await t.acervo('run', t.folder)).code).toBe(0);
  expect((await t.acervo('model', 'use', 'lener-conv', '--now')).code).toBe(0);
  const removed = await t.acervo('model', 'rm', 'model', '--json');
  expect(JSON.parse(removed.stdout)).toEqual([{ id: expect.any(Number), name: 'model', hash: expect.any(String) }]);
  expect(await t.states()).toEqual([['lener-conv', 'active']]);
  expect((await t.acervo('model', 'add', 'owner/nothing', '--hub-url', hub.url)).code).toBe(2);
});
