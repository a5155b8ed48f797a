/** `npm run large-archive -- --archive FOLDER [--documents 300000]`: fills a new archive with invented decisions, 33 mentions
 *  each, to measure with or to try queries on. Ten million mentions take some minutes and some 8 GB. */
import { parseArgs } from 'node:util';
import { ensureModel, migrate, openDatabase, openEmbeddedServer, useModel } from '@acervo/db';
import { fillArchive } from './fill-archive.ts';

const { values } = parseArgs({
  options: { archive: { type: 'string' }, documents: { type: 'string', default: '300000' } },
});
if (values.archive === undefined) throw new Error('--archive FOLDER says where');
await using server = await openEmbeddedServer({ archive: values.archive });
await using db = openDatabase(server.url);
await migrate(db);
const { rows } = await db.pool.query('select from documents limit 1');
if (rows.length > 0) throw new Error('the archive has documents already');
const modelId = await ensureModel(db, { name: 'large-archive', hash: '00'.repeat(32), settings: {} });
await useModel(db, { name: 'large-archive', now: true });
const started = performance.now();
await fillArchive(db, {
  documents: Number(values.documents),
  modelId,
  say: (done) => process.stderr.write(`\r${done.toLocaleString('en')} documents`),
});
process.stdout.write(`\nfilled in ${Math.round((performance.now() - started) / 1000)} s: ${server.url}\n`);
