import { createHash, type Hash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { type Db, ensureRules, listRules } from '@acervo/db';
import { from as copyFrom } from 'pg-copy-streams';
import { isCopy, linkInvented, originalOf, textOfCopy } from './copies.ts';
import { countEntities } from './count-entities.ts';
import { AMOUNT, CPF, caseOf, isoDay, openWorld } from './world.ts';
import { type WrittenDocument, writeDocument } from './write-document.ts';

const CHUNK = 3_000;

const COLUMNS = {
  documents:
    'id, sha256, size_bytes, media_type, status, page_count, word_count, text_hash, text_length, extractor_version, extracted_at',
  files: 'source_id, path, document_id, size_bytes, scan_id, content_scan_id',
  document_metadata: 'document_id, court, case_number, judged_on, class',
  pages: 'document_id, number, start, "end", width, height, text_source',
  texts_to_index: 'document_id, start, "end", page, text, folded',
  runs: 'document_id, model_id, status, text_hash, words, tokens, windows, cut_words, mentions, recognize_ms, finished_at',
  mentions:
    'document_id, model_id, entity_type_id, start, "end", text, score, page, entity_id, normalizer_version, role',
  mention_extra_entities: 'document_id, model_id, start, entity_type_id, entity_id',
  document_copies: 'document_id, method, bare_text_hash, sketch, same_text_as, near_duplicate_of, similarity, linked',
  sketch_bands: 'band, document_id',
  sections: 'document_id, start, "end", kind',
  pieces: 'document_id, first_page, last_page, title, kind, source',
} as const;
type Table = keyof typeof COLUMNS;

interface Models {
  readonly modelId: number;
  readonly rulesId: number;
}
/** What the people of a document are, in the order in which it names them; the others are nothing. */
const ROLES = ['relator', 'parte', 'advogado'];

/** Fills an empty, migrated archive whose active model is `modelId` with invented decisions, by COPY, in the order in which
 *  a pipeline stores them, so that indexes grow as they do there; only the one of full text is built at the end. */
export async function fillArchive(
  db: Db,
  { documents, modelId, say = () => {} }: { documents: number; modelId: number; say?: (done: number) => void },
): Promise<void> {
  const { types } = openWorld(documents);
  await ensureRules(db);
  const [rules] = await listRules(db);
  if (rules === undefined) throw new Error('there are no rules');
  const models = { modelId, rulesId: rules.id };
  const entities = countEntities([...types, AMOUNT, CPF]);
  const link = linkInvented();
  await db.pool.query(`insert into sources (path) values ('/large')`);
  await db.pool.query('drop index segments_words');
  let writing = Promise.resolve();
  for (let from = 1; from <= documents; from += CHUNK) {
    const lines = chunk();
    for (let id = from; id < Math.min(from + CHUNK, documents + 1); id++)
      addDocument(lines, id, writeDocument(originalOf(id), types), models, entities, link);
    await writing;
    writing = writeChunk(db, lines);
    writing.catch(() => {}); // awaited in the next round
    say(from - 1);
  }
  await writing;
  await entities.store(db, models);
  await db.pool.query(`select setval(pg_get_serial_sequence('documents', 'id'), ${documents})`);
  await db.pool.query('create index segments_words on segments using gin (words)');
  await db.pool.query('vacuum analyze');
}

const bytea = (hash: Hash) => `\\\\x${hash.digest('hex')}`;
const chunk = () => Object.fromEntries(Object.keys(COLUMNS).map((table) => [table, ''])) as Record<Table, string>;

/** Every fiftieth document is a file of two. */
const isCaseFile = (id: number) => id % 50 === 3;

function addDocument(
  lines: Record<Table, string>,
  id: number,
  { text: itsText, words, turn, mentions, found, sections }: WrittenDocument,
  { modelId, rulesId }: Models,
  entities: ReturnType<typeof countEntities>,
  link: ReturnType<typeof linkInvented>,
): void {
  const text = textOfCopy(id, itsText);
  const hash = bytea(createHash('sha256').update(text));
  const original = originalOf(id);
  const { number, year, court } = caseOf(original);
  const judged = (year - 1990) * 365 + 10 + (original % 340);
  lines.documents += `${id}\t${bytea(createHash('sha256').update(String(id)))}\t${text.length * 20}\tapplication/pdf\textracted\t2\t${words}\t${hash}\t${text.length}\tlarge-archive\tnow\n`;
  lines.files += `1\tpasta-${id % 1_000}/${number}.pdf\t${id}\t${text.length * 20}\t1\t1\n`;
  lines.document_metadata += `${id}\t${court === 1 ? 'TJAR' : `TJ${court}`}\t${number}\t${isoDay(judged)}\t${id % 3 === 0 ? 'Apelação' : 'Agravo'}\n`;
  lines.pages += `${id}\t1\t0\t${turn - 1}\t595\t842\tlayer\n${id}\t2\t${turn}\t${text.length}\t595\t842\tlayer\n`;
  const copied = (page: string) => page.replaceAll('\n', '\\n');
  const pages = [copied(text.slice(0, turn - 1)), copied(text.slice(turn))] as const;
  lines.texts_to_index += `${id}\t0\t${turn}\t1\t${pages[0]}\\n\t${withoutAccents(pages[0])}\n${id}\t${turn}\t${text.length}\t2\t${pages[1]}\t${withoutAccents(pages[1])}\n`;
  lines.runs += `${id}\t${modelId}\tdone\t${hash}\t${words}\t${words}\t1\t0\t${mentions.length}\t1\tnow\n`;
  lines.runs += `${id}\t${rulesId}\tdone\t${hash}\t0\t0\t0\t0\t${found.length}\t1\tnow\n`;
  const { copy, bands } = link(id, text);
  lines.document_copies += copy;
  lines.sketch_bands += bands;
  for (const { kind, start, end } of sections)
    lines.sections += `${id}\t${start}\t${end === itsText.length ? text.length : end}\t${kind}\n`;
  if (isCaseFile(id))
    lines.pieces += `${id}\t1\t1\tPetição Inicial\tpeticao-inicial\tstamp\n${id}\t2\t2\tSentença\tsentenca\tstamp\n`;
  let people = 0;
  const laws = new Set<number>();
  const inDocument = { id, judged, isCopy: isCopy(id) };
  for (const { type, rank, provision, start, end } of mentions) {
    const page = start < turn ? 1 : 2;
    const score = 0.5 + ((start * 7_919) % 500) / 1_000;
    const entity = entities.count(type, rank, -1, inDocument);
    const role = (type.typeId === 2 ? ROLES[people++] : undefined) ?? '';
    lines.mentions += `${id}\t${modelId}\t${type.typeId}\t${start}\t${end}\t${text.slice(start, end)}\t${score}\t${page}\t${entity}\t1\t${role}\n`;
    if (type.typeId === 5) laws.add(entity);
    if (provision >= 0)
      lines.mention_extra_entities += `${id}\t${modelId}\t${start}\t${type.typeId}\t${entities.count(type, rank, provision, inDocument)}\n`;
  }
  for (const { type, rank, start, end } of found)
    lines.mentions += `${id}\t${rulesId}\t${type.typeId}\t${start}\t${end}\t${text.slice(start, end)}\t1\t${start < turn ? 1 : 2}\t${entities.count(type, rank, -1, inDocument)}\t1\t\n`;
  entities.countLaws([...laws], inDocument);
}

async function writeChunk(db: Db, lines: Record<Table, string>): Promise<void> {
  const { documents, texts_to_index, ...rest } = lines;
  await copy(db, 'documents', documents); // what the others point at
  await Promise.all([
    ...halves(texts_to_index).map((half) => indexTexts(db, half)),
    (async () => {
      for (const [table, body] of Object.entries(rest)) await copy(db, table as Table, body);
    })(),
  ]);
}

async function copy(db: Db, table: Table, body: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    await finished(client.query(copyFrom(`copy ${table} (${COLUMNS[table]}) from stdin`)).end(body));
  } finally {
    client.release();
  }
}

/** What `fold_accents` does, which the server takes longer for than for all the rest. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function halves(lines: string): [string, string] {
  const middle = lines.indexOf('\n', lines.length / 2) + 1;
  return [lines.slice(0, middle), lines.slice(middle)];
}

/** Texts get their words in the server, as those of real documents do. */
async function indexTexts(db: Db, body: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await client.query(
      'create temp table texts_to_index (document_id bigint, start integer, "end" integer, page integer, text text, folded text) on commit drop',
    );
    await finished(client.query(copyFrom(`copy texts_to_index (${COLUMNS.texts_to_index}) from stdin`)).end(body));
    await client.query(
      `insert into segments (document_id, start, "end", page, text, words)
       select document_id, start, "end", page, text, to_tsvector('portuguese', folded) from texts_to_index`,
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}
