import { type Db, findEntities, findMentions, findSimilarEntities, foldEntityTotals } from '@acervo/db';
import { explainAll } from '../large-archive/explain.ts';
import { fillArchive } from '../large-archive/fill-archive.ts';
import { documentOfPrecedent, isoDay, openWorld } from '../large-archive/world.ts';
import type { Row } from './report.ts';

const DOCUMENTS = 300_000;
const BYTES_PER_MENTION = 250;
const BAR_MS = 100;
const TEXT_BAR_MS = 200;
/** Askers of each question, each with other words, names, laws. */
const ASKED = 60;

/** What questions take of ten million mentions, warm, each asked with {@link ASKED} different words, names or laws; what a mention
 *  takes on disk; what it takes to bring the totals up to date. Fills the archive where it is empty: minutes, some 5 GB. */
export async function benchScale(db: Db, modelId: number): Promise<Row[]> {
  const { rows: known } = await db.pool.query('select from documents limit 1');
  const say = (done: number) => process.stderr.write(`\r${done.toLocaleString('en')} documents`);
  if (known.length === 0) await fillArchive(db, { documents: DOCUMENTS, modelId, say });
  const rows = await measureStorage(db);
  for (const [what, ask] of Object.entries(QUESTIONS)) rows.push(await measure(db, what, ask));
  rows.push(await measureTotals(db));
  return rows;
}

type Ask = (db: Db, n: number) => Promise<unknown>;
const sql =
  (text: string, values: (n: number) => unknown[] = () => []): Ask =>
  (db, n) =>
    db.pool.query(text, values(n));

const { types } = openWorld(DOCUMENTS);
const [organization, person, , , law, precedent] = types;
/** From the one that is named most to one of the last, as readers ask rather for those that are named much. */
const rank = (n: number, count: number) => Math.floor(count ** (n / ASKED)) - 1;
const nameOf = (type: typeof person, n: number) => type?.written(rank(n, type.count), -1) ?? '';
const keyOf = (type: typeof person, n: number) => type?.entity(rank(n, type.count)).key ?? '';
const words = (n: number) => nameOf(person, n).split(' ');
const lawId = '(select entity_id from laws where key = $1)';

const QUESTIONS: Readonly<Record<string, Ask>> = {
  'find: entities by a whole name': (db, n) => findEntities(db, { type: 'PESSOA', text: nameOf(person, n) }),
  'find: entities by the beginnings of names': (db, n) =>
    findEntities(db, { type: 'PESSOA', text: `${words(n)[0]?.slice(0, 3)} ${words(n)[1]?.slice(0, 3)}` }),
  'find: entities by one letter': (db, n) => findEntities(db, { text: String.fromCharCode(97 + (n % 22)) }),
  'find: names written almost so': (db, n) =>
    findSimilarEntities(db, { type: 'PESSOA', text: nameOf(person, n).replace(/(.)(.)(\S*)$/, '$2$1$3') }),
  'find: mentions of a name with context': (db, n) =>
    findMentions(db, { type: 'PESSOA', text: nameOf(person, n), limit: 20 }),
  'find: mentions of a law with context': (db, n) =>
    findMentions(db, { type: 'LEGISLACAO', text: nameOf(law, n), limit: 20 }),
  'a law: 20 of the documents that cite it': sql(
    `select distinct document_id from mentions_of(${lawId}, 40) order by document_id desc limit 20`,
    (n) => [keyOf(law, n)],
  ),
  'a law: its provisions by mentions': sql(
    `select * from law_provisions where law_id = ${lawId} order by mentions desc limit 20`,
    (n) => [keyOf(law, n)],
  ),
  'a law: the laws cited with it': sql(
    `select * from law_pairs where law_id = ${lawId} order by documents desc limit 20`,
    (n) => [keyOf(law, n)],
  ),
  'laws cited together most': sql('select * from law_pairs where law_id < other_id order by documents desc limit 100'),
  'cited_with: a name': sql('select * from cited_with((select entity_id from names where key = $1))', (n) => [
    keyOf(person, n),
  ]),
  'cited_with: an organization': sql(
    'select * from cited_with((select entity_id from organizations where key = $1))',
    (n) => [keyOf(organization, n)],
  ),
  'citations: of a document': sql('select * from citations where from_document = $1', (n) => [1 + n * 4_999]),
  'citations: to a document': sql('select * from citations where to_document = $1 limit 100', (n) => [
    documentOfPrecedent(2 * Math.floor(rank(n, 100_000) / 2), DOCUMENTS),
  ]),
  'a precedent: 20 of its mentions': sql(
    'select * from mentions_of((select entity_id from precedents where key = $1), 20)',
    (n) => [keyOf(precedent, n)],
  ),
  ...Object.fromEntries(
    ['names', 'organizations', 'places', 'dates', 'laws', 'precedents', 'cases', 'law_provisions'].map((view) => [
      `${view}: the 100 named most`,
      sql(`select * from ${view} order by mentions desc limit 100`),
    ]),
  ),
  'mentions of a document': sql('select * from mentions_current where document_id = $1', (n) => [1 + n * 4_999]),
  'documents of a court, 50 of two years': sql(
    `select * from document_metadata m join documents_overview o on o.id = m.document_id
     where m.court = $1 and m.judged_on between $2 and $2::date + 730 limit 50`,
    (n) => [`TJ${2 + (n % 26)}`, isoDay(4_000 + n * 100)],
  ),
};

const word = (n: number) =>
  ['recurso', 'dano', 'prescrição', 'honorários', 'pena', 'tutela', 'juros', 'seguro'][n % 8] ?? '';
const TEXT_QUESTIONS: Readonly<Record<string, (n: number) => string>> = {
  'a frequent word': word,
  'two frequent words': (n) => `${word(n)} ${word(n * 3 + 1)}`,
  'a name': (n) => nameOf(person, n),
  'a phrase of a name': (n) => `"${nameOf(person, n)}"`,
  'a phrase of frequent words': (n) => `"${word(n)} ${word(n * 3 + 1)}"`,
};
for (const [what, text] of Object.entries(TEXT_QUESTIONS))
  Object.assign(QUESTIONS, { [`search_text: ${what}`]: sql('select * from search_text($1, 20)', (n) => [text(n)]) });

async function measure(db: Db, what: string, ask: Ask): Promise<Row> {
  const { p95, blocks, rows } = await explainAll(db, ask, ASKED);
  const bar = what.startsWith('search_text') ? TEXT_BAR_MS : BAR_MS;
  return {
    stage: 'scale',
    what: `${what} (p95; ${Math.round(blocks).toLocaleString('en')} blocks for ${rows} rows, medians)`,
    value: p95,
    unit: 'ms',
    bar: { text: `${bar} ms`, passed: p95 <= bar },
  };
}

/** What recognition stores of a mention, and what the rest of the archive adds. */
async function measureStorage(db: Db): Promise<Row[]> {
  const { rows } = await db.pool.query<{ found: number; rest: number; mentions: number }>(
    `select (select sum(mentions) from runs) as mentions,
       sum(size) filter (where relname ~ '^(mention|entit|law_pair|runs)') as found,
       sum(size) filter (where relname !~ '^(mention|entit|law_pair|runs)') as rest
     from (select relname, pg_total_relation_size(oid) as size from pg_class
           where relkind = 'r' and relnamespace = 'public'::regnamespace) t`,
  );
  const [{ found = 0, rest = 0, mentions = 0 } = {}] = rows.map((row) => ({
    found: Number(row.found),
    rest: Number(row.rest),
    mentions: Number(row.mentions),
  }));
  const perMention = found / mentions;
  return [
    {
      stage: 'scale',
      what: `storage of a mention: ${mentions.toLocaleString('en')} mentions, runs, entities, totals, pairs, with all indexes`,
      value: perMention,
      unit: 'bytes',
      bar: { text: `${BYTES_PER_MENTION} bytes`, passed: perMention <= BYTES_PER_MENTION },
    },
    {
      stage: 'scale',
      what: 'documents, pages and texts with their index, per mention',
      value: rest / mentions,
      unit: 'bytes',
    },
  ];
}

/** Removes the mentions of 100 documents from the totals and adds them again. */
async function measureTotals(db: Db): Promise<Row> {
  for (const sign of [-1, 1]) {
    await db.pool.query(
      `insert into entity_deltas (entity_id, entity_type_id, model_id, mentions, documents, decisions)
       select entity_id, entity_type_id, model_id, ${sign} * count(*), ${sign} * count(distinct document_id), ${sign} * count(distinct document_id)
       from mentions where document_id <= 100 group by 1, 2, 3`,
    );
  }
  const { rows } = await db.pool.query<{ count: number }>('select count(*) as count from entity_deltas');
  const started = performance.now();
  while ((await foldEntityTotals(db)).more);
  return {
    stage: 'scale',
    what: `totals brought up to date after ${rows[0]?.count.toLocaleString('en')} changes, of 100 documents`,
    value: performance.now() - started,
    unit: 'ms',
  };
}
