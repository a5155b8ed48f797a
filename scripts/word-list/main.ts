/** `npm run word-list [-- --corpus DIR]`: counts the words of the corpus beside the checkout and writes the list by which
 *  extraction decides whether a word broken at a line's end has a hyphen (packages/extraction/src/text/words.txt). */
import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: { corpus: { type: 'string', default: join(root, '../shared/data/corpus') } },
});

/** Words of fewer letters are not broken. */
const MIN_LETTERS = 4;
/** A word counts if it stands in this many sources and at least that often in all of them together. */
const MIN_SOURCES = 3;
const MIN_COUNT = 20;
const MIN_HYPHENATED = 8;

const counts = new Map<string, { count: number; sources: number; last: number }>();
const files = (await readdir(values.corpus)).filter((name) => name.endsWith('.txt.xz')).sort();
for (const [source, file] of files.entries()) {
  const unpack = spawn('xz', ['-dc', join(values.corpus, file)], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: unpack.stdout })) {
    for (const [word] of line.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) {
      if (word.length < MIN_LETTERS || word.length > 40) continue;
      const folded = word.toLowerCase();
      const known = counts.get(folded);
      if (known === undefined) counts.set(folded, { count: 1, sources: 1, last: source });
      else {
        known.count++;
        if (known.last !== source) known.sources++;
        known.last = source;
      }
    }
  }
  // what is rare so far is let go now and then: the corpus has millions of misspelled words
  if (counts.size > 3_000_000) for (const [word, { count }] of counts) if (count < 3) counts.delete(word);
  process.stderr.write(`${file} ${counts.size}\n`);
}
const countOf = (word: string) => counts.get(word)?.count ?? 0;
const words: string[] = [];
for (const [word, { count, sources }] of counts) {
  if (sources < MIN_SOURCES) continue;
  const plain = word.replaceAll('-', '');
  if (word !== plain ? count >= MIN_HYPHENATED && count > countOf(plain) : count >= MIN_COUNT) words.push(word);
}
// a word is in the list in one form only: the one that is written more often
const hyphenated = new Set(words.filter((word) => word.includes('-')).map((word) => word.replaceAll('-', '')));
const chosen = words.filter((word) => word.includes('-') || !hyphenated.has(word));
chosen.sort((a, b) => (a < b ? -1 : 1));
await writeFile(join(root, 'packages/extraction/src/text/words.txt'), `${chosen.join('\n')}\n`);
process.stdout.write(`${chosen.length} words, ${chosen.filter((word) => word.includes('-')).length} with hyphens\n`);
