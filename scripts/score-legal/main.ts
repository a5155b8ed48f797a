/** `npm run score:legal [-- --half development|untouched|second]`: the normalizers of packages/legal on the gold files in
 *  packages/legal/gold; every failure is listed. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Document, type DocumentMention, normalizeDocument } from '@acervo/legal';

interface GoldRow {
  readonly id: string;
  readonly half: string;
  readonly type: string;
  readonly text: string;
  readonly expected: string;
  readonly context: string;
  readonly facts: string;
}

const BARS: Readonly<Record<string, number>> = { LEGISLACAO: 0.97, JURISPRUDENCIA: 0.98, TEMPO: 0.99 };
const { values } = parseArgs({ options: { half: { type: 'string', default: 'development' } } });
const rows = await readGold();
for (const [type, bar] of Object.entries(BARS)) {
  const its = rows.filter((row) => row.type === type && row.half === values.half);
  if (its.length === 0) continue;
  const failed = its.flatMap((row) => {
    const found = keysOf(row);
    return found === row.expected ? [] : [{ row, found }];
  });
  for (const { row, found } of failed)
    process.stdout.write(`${row.id} ${row.text}\n  expected ${row.expected}\n  found    ${found}\n`);
  const share = 1 - failed.length / its.length;
  process.stdout.write(
    `${type} ${values.half}: ${its.length - failed.length} of ${its.length} = ${(100 * share).toFixed(2)} %, ${share >= bar ? 'passed' : 'missed'}: ≥ ${100 * bar} %\n\n`,
  );
}

async function readGold(): Promise<GoldRow[]> {
  const names = ['mentions.tsv', 'second-laws.tsv'];
  const paths = names.map((name) => fileURLToPath(new URL(`../../packages/legal/gold/${name}`, import.meta.url)));
  const files = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return files
    .flatMap((file) => file.trimEnd().split('\n').slice(1))
    .map((line) => {
      const [id = '', half = '', type = '', , text = '', expected = '', context = '', facts = ''] = line.split('\t');
      return { id, half, type, text, expected, context, facts };
    });
}

/** The keys of the row's mention in the document that its context and facts make. */
function keysOf(row: GoldRow): string {
  const { document, index } = documentOf(row);
  return (normalizeDocument(document)[index]?.entities ?? []).map(({ key }) => key).join(' | ');
}

function documentOf({ type, text, context, facts }: GoldRow): { document: Document; index: number } {
  const mentions: DocumentMention[] = [];
  let whole = '';
  let index = 0;
  for (const piece of (context === '' ? '{*}' : context).split(/(\{[^}]*\})/)) {
    const inner = /^\{(.*)\}$/.exec(piece)?.[1];
    const written = inner === undefined ? piece : inner === '*' ? text : inner;
    if (inner === '*') index = mentions.length;
    if (inner !== undefined)
      mentions.push({ type, start: whole.length, end: whole.length + written.length, text: written });
    whole += written;
  }
  const judgedOn = /judged=(\S+)/.exec(facts)?.[1];
  const court = /court=(\S+)/.exec(facts)?.[1];
  return {
    document: { text: whole, mentions, facts: { ...(judgedOn ? { judgedOn } : {}), ...(court ? { court } : {}) } },
    index,
  };
}
