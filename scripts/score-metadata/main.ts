/** `npm run score:metadata [-- folder]`: what the rules of packages/legal read of the court files, against what a person read
 *  (packages/legal/gold/metadata.tsv); every difference is listed. */
import { fileURLToPath } from 'node:url';
import { readFiles } from './read-files.ts';
import { scoreMetadata } from './score-metadata.ts';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../../shared/data/court-docs', import.meta.url));
const read = await readFiles(folder);
const found = new Map([...read].map(([file, { metadata }]) => [file, metadata]));
process.stdout.write(`${read.size} files with text\n`);
for (const [field, { right, wrong, missing }] of scoreMetadata(found)) {
  for (const file of wrong) process.stdout.write(`${file}: wrong ${field} ${found.get(file)?.[field]?.value}\n`);
  for (const file of missing) process.stdout.write(`${file}: no ${field}\n`);
  const percent = (of: number) => (of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} %`);
  const given = right + wrong.length;
  const stated = given + missing.length;
  process.stdout.write(
    `${field}: precision ${right} of ${given} = ${percent(given)}, coverage ${right} of ${stated} = ${percent(stated)}\n`,
  );
}
