import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from '../../test/fill.ts';
import { explaining } from '../../test/million-mentions.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import {
  foldEntityTotals,
  linkCopies,
  openSnapshot,
  storeExtraction,
  storeRun,
  streamDocuments,
  streamEntities,
  verifyArchive,
} from '../index.ts';
import { bandsOf } from './fingerprint-text.ts';
import { linkNear } from './link-near.ts';
import { findMoves } from './same-texts.ts';

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `palavra${((from + at) * 7919) % 99_991}`).join(' ');
const LAWS = 'a Lei 8.078 e a Lei 9.099';
const DECISION = `Maria cita ${LAWS}. ${words(0, 600)}`;
/** The same but for one word. */
const NEARLY = `${DECISION} fim`;
const OTHER = `Maria cita ${LAWS}. ${words(0, 300)} ${words(5_000, 300)}`;
const FORM = 'Vistos. Cite-se. Intime-se Maria.';

async function openArchive(t: TestDatabase, count: number) {
  const modelId = await addModel(t.db);
  const names = Array.from({ length: count }, (_, at) => `${at}.pdf`);
  const ids = (await addDocuments(t.db, names)).sort((a, b) => a - b);
  const extract = (at: number, text: string) =>
    storeExtraction(t.db, { documentId: ids[at]!, extraction: extractionOf([text]), extractMs: 1 });
  const recognize = (at: number, text: string) =>
    storeRun(t.db, {
      documentId: ids[at]!,
      modelId,
      text,
      textHash: sha256(text),
      recognition: recognitionOf(
        text,
        (
          [
            { text: 'Maria', type: 'PESSOA' },
            { text: '8.078', type: 'LEGISLACAO' },
            { text: '9.099', type: 'LEGISLACAO' },
          ] as const
        ).filter((each) => text.includes(each.text)),
      ),
      normalizer,
      recognizeMs: 1,
      versions: { normalizer: '1' },
    });
  const link = async () => {
    while ((await linkCopies(t.db)).more);
    while ((await foldEntityTotals(t.db)).more);
  };
  /** `same as 0`, `near 0` or `-`, by document. */
  const links = async () => {
    const { rows } = await t.db.pool.query<{ same: number | null; near: number | null; similarity: number | null }>(
      `select same_text_as as same, near_duplicate_of as near, similarity from document_copies order by document_id`,
    );
    const at = (id: number) => ids.indexOf(id);
    return rows.map(({ same, near }) =>
      same !== null ? `same as ${at(same)}` : near !== null ? `near ${at(near)}` : '-',
    );
  };
  const counts = async () => {
    const { rows } = await t.db.pool.query(
      `select n.documents, n.decisions, p.documents as together, p.decisions as "decisionsTogether"
       from names n, law_pairs p where n.key = 'maria' and p.law_id < p.other_id`,
    );
    return rows[0];
  };
  /** Of the totals and the links only: what stands in the texts is not recognized in full. */
  const violations = async () => {
    const rules = new Set<string>();
    for await (const { rule } of verifyArchive(t.db)) rules.add(rule);
    return [...rules].filter((rule) => rule.endsWith('-equal-mentions') || rule === 'copies-name-the-first');
  };
  return { ids, modelId, extract, recognize, link, links, counts, violations };
}

test('copies are linked to the first one, whatever the order and whoever stores at the same moment', async () => {
  const texts = [DECISION, OTHER, NEARLY, DECISION.replaceAll(' ', '\n'), FORM, NEARLY, FORM];
  const orders = [
    [0, 1, 2, 3, 4, 5, 6],
    [6, 5, 4, 3, 2, 1, 0],
    [3, 5, 0, 6, 2, 1, 4],
  ];
  for (const [at, order] of orders.entries()) {
    await using t = await openTestDatabase();
    const { extract, recognize, link, links, counts, violations } = await openArchive(t, texts.length);
    const store = async (each: number) => {
      await extract(each, texts[each]!);
      await recognize(each, texts[each]!);
    };
    // together, with several who link meanwhile; and one after the other
    if (at === 0) await Promise.all(order.flatMap((each) => [store(each), linkCopies(t.db)]));
    else
      for (const each of order) {
        await store(each);
        await link();
      }
    await link();
    expect(await links()).toEqual(['-', '-', 'near 0', 'same as 0', '-', 'same as 2', '-']);
    expect(await counts()).toEqual({ documents: 7, decisions: 5, together: 5, decisionsTogether: 3 });
    expect(await violations()).toEqual([]);
    expect(await linkCopies(t.db)).toEqual({ linked: 0, more: false });
  }
});

test('another text, and a document that goes, leave the others with links that hold', async () => {
  await using t = await openTestDatabase();
  const { ids, extract, recognize, link, links, counts, violations } = await openArchive(t, 5);
  const texts = [DECISION, DECISION, NEARLY, DECISION, NEARLY];
  for (const [at, text] of texts.entries()) {
    await extract(at, text);
    await recognize(at, text);
  }
  await link();
  expect(await links()).toEqual(['-', 'same as 0', 'near 0', 'same as 0', 'same as 2']);
  expect(await counts()).toEqual({ documents: 5, decisions: 2, together: 5, decisionsTogether: 2 });
  const { rows } = await t.db.pool.query('select similarity from documents_overview where near_duplicate_of = $1', [
    ids[0],
  ]);
  expect(rows).toEqual([{ similarity: expect.closeTo(0.99, 1) }]);

  await extract(0, OTHER);
  await recognize(0, OTHER);
  await link();
  expect(await links()).toEqual(['-', '-', 'near 1', 'same as 1', 'same as 2']);
  expect(await counts()).toEqual({ documents: 5, decisions: 3, together: 5, decisionsTogether: 3 });
  expect(await violations()).toEqual([]);

  await t.db.pool.query('delete from files where document_id = $1', [ids[1]]);
  await t.db.pool.query('delete from documents where id = $1', [ids[1]]);
  await link();
  expect(await links()).toEqual(['-', '-', 'near 2', 'same as 2']);
});

test('texts that were stored before there were fingerprints are linked like any others', async () => {
  await using t = await openTestDatabase();
  const { extract, recognize, link, links, counts } = await openArchive(t, 2);
  for (const at of [0, 1]) {
    await extract(at, DECISION);
    await recognize(at, DECISION);
  }
  await t.db.pool.query('update document_copies set method = 0, bare_text_hash = null, sketch = null');
  await link();
  expect(await links()).toEqual(['-', 'same as 0']);
  expect(await counts()).toEqual({ documents: 2, decisions: 1, together: 2, decisionsTogether: 1 });
});

test('looking for copies of a text touches no more of an archive of many', async () => {
  await using t = await openTestDatabase();
  const { ids, extract, link } = await openArchive(t, 3);
  await extract(0, DECISION);
  await extract(1, DECISION);
  await extract(2, NEARLY);
  await link();
  for (const statement of [
    'select setseed(0.5)',
    `insert into documents (sha256, size_bytes) select sha256(i::text::bytea), 1 from generate_series(1, 10000) i`,
    `insert into document_copies (document_id, method, bare_text_hash, sketch, linked)
     select id, 1, sha256, decode(repeat(encode(sha256, 'hex'), 16), 'hex'), true from documents where status = 'pending'`,
    `insert into sketch_bands (band, document_id)
     select (random() * 2000000000)::integer + band, document_id from document_copies, generate_series(1, 10) band`,
    'vacuum analyze',
  ])
    await t.db.pool.query(statement);
  const { rows } = await t.db.pool.query<{ id: number; sketch: Buffer }>(
    'select document_id as id, sketch from document_copies where document_id = $1',
    [ids[2]],
  );
  const [near] = rows;
  expect(bandsOf(near!.sketch)).toHaveLength(10);
  const { db, explained } = explaining(t.db);
  await linkNear(db.pool, { ...near!, isCopy: false });
  await findMoves(db.pool, [ids[1]!]);
  for (const { sql, blocks, scannedWhole } of explained) {
    expect(scannedWhole, sql).toEqual([]);
    expect(blocks, sql).toBeLessThan(120);
  }
  expect(
    (await t.db.pool.query('select near_duplicate_of from document_copies where document_id = $1', [ids[2]])).rows,
  ).toEqual([{ near_duplicate_of: ids[0] }]);
});

test('an export says what is a copy, and counts each text once even where the first document with it is left out', async () => {
  await using t = await openTestDatabase();
  const { ids, modelId, extract, recognize, link } = await openArchive(t, 4);
  for (const [at, text] of [DECISION, DECISION, DECISION, NEARLY].entries()) {
    await extract(at, text);
    await recognize(at, text);
  }
  await link();
  await t.db.pool.query(
    `insert into document_metadata (document_id, judged_on) select id, '2020-01-01' from documents where id <> $1
     on conflict (document_id) do update set judged_on = excluded.judged_on`,
    [ids[0]],
  );
  await using snapshot = await openSnapshot(t.db);
  const documents = (await Array.fromAsync(streamDocuments(snapshot, modelId, {}))).flat();
  expect(documents.map((one) => [one.same_text_as, one.near_duplicate_of, one.similarity])).toEqual([
    [null, null, null],
    [ids[0], null, null],
    [ids[0], null, null],
    [null, ids[0], expect.closeTo(0.99, 1)],
  ]);
  const all = (await Array.fromAsync(streamEntities(snapshot, modelId, {}))).flat();
  expect(all.find(({ key }) => key === 'maria')).toMatchObject({ documents: 4, decisions: 2 });
  const some = (await Array.fromAsync(streamEntities(snapshot, modelId, { judgedFrom: '2020-01-01' }))).flat();
  expect(some.find(({ key }) => key === 'maria')).toMatchObject({ documents: 3, decisions: 2 });
});
