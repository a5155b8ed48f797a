/** `npm run sql-plans -- --archive FOLDER`: runs the questions of docs/sql.md on an archive that `npm run large-archive` made,
 *  and writes under each how long it took, what it touched, and by which indexes. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase, openEmbeddedServer, readerUrl } from '@acervo/db';
import { explainAll } from '../large-archive/explain.ts';

const FILE = fileURLToPath(new URL('../../docs/sql.md', import.meta.url));
const { values } = parseArgs({ options: { archive: { type: 'string' } } });
if (values.archive === undefined) throw new Error('--archive FOLDER says where');
await using server = await openEmbeddedServer({ archive: values.archive });
await using db = openDatabase(readerUrl(server.url), { maxConnections: 1 });

let text = await readFile(FILE, 'utf8');
for (const [block, sql = ''] of text.matchAll(/^```sql\n(.*?)^```\n(?:\n> [^\n]*\n)?/gms)) {
  const { p95, blocks, rows, paths } = await explainAll(db, (on) => on.pool.query(sql), 20);
  const time = p95 < 10 ? p95.toFixed(1) : Math.round(p95).toLocaleString('en');
  const plan = `> ${time} ms, ${blocks.toLocaleString('en')} blocks, ${rows} rows: ${paths.map((path) => `\`${path}\``).join(', ')}`;
  text = text.replace(block, `\`\`\`sql\n${sql}\`\`\`\n\n${plan}\n`);
  process.stdout.write(`${plan}\n`);
}
await writeFile(FILE, text);
