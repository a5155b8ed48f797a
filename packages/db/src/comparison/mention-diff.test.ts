import { ENTITY_TYPES } from '@acervo/ner-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDocuments, addModel, extractionOf } from '../../test/fill.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { type Db, storeExtraction } from '../index.ts';

interface Named {
  readonly start: number;
  readonly end: number;
  readonly typeId: number;
}
type Difference = readonly [kind: string, a: string | null, b: string | null];

/** Two models and documents that both have read, without any mention yet. */
async function openTwoModels(names: readonly string[] = ['a']) {
  const t = await openTestDatabase();
  const a = await addModel(t.db, 'a', false);
  const b = await addModel(t.db, 'b', false);
  const documents = await addDocuments(t.db, names);
  for (const documentId of documents)
    await storeExtraction(t.db, { documentId, extraction: extractionOf(['Texto.']), extractMs: 1 });
  await t.db.pool.query(
    `insert into runs (document_id, model_id, status, text_hash)
     select d.id, m, 'done', d.text_hash from documents d, unnest($1::integer[]) m`,
    [[a, b]],
  );
  return { ...t, a, b, documents };
}

async function store(db: Db, documentId: number, modelId: number, mentions: readonly Named[]): Promise<void> {
  await db.pool.query('delete from mentions where document_id = $1 and model_id = $2', [documentId, modelId]);
  await db.pool.query(
    `insert into mentions (document_id, model_id, entity_type_id, start, "end", text, score, entity_id, normalizer_version)
     select $1, $2, t, s, e, 'x', 0.5, 1, 1 from unnest($3::smallint[], $4::integer[], $5::integer[]) u(t, s, e)`,
    [documentId, modelId, mentions.map((m) => m.typeId), mentions.map((m) => m.start), mentions.map((m) => m.end)],
  );
}

const written = ({ start, end, typeId }: Named) => `${ENTITY_TYPES[typeId - 1]} ${start}-${end}`;

async function diff(db: Db, a: number, b: number, documents: readonly number[] | null = null): Promise<Difference[]> {
  const { rows } = await db.pool.query(
    `select kind, type_a || ' ' || start_a || '-' || end_a as a, type_b || ' ' || start_b || '-' || end_b as b
     from mention_diff($1, $2, $3)`,
    [a, b, documents],
  );
  return rows.map((row): Difference => [row.kind, row.a, row.b]).sort();
}

/** The definition said again in another way: all overlapping pairs in order of preference, taken from the top. */
function expected(inA: readonly Named[], inB: readonly Named[]): Difference[] {
  const alike = (one: Named) => (other: Named) => written(one) === written(other);
  const a = inA.filter((each) => !inB.some(alike(each)));
  const b = inB.filter((each) => !inA.some(alike(each)));
  const shared = (x: Named, y: Named) => Math.min(x.end, y.end) - Math.max(x.start, y.start);
  const pairs = a
    .flatMap((x) => b.map((y) => ({ x, y })))
    .filter(({ x, y }) => shared(x, y) > 0)
    .sort(
      (p, q) =>
        shared(q.x, q.y) - shared(p.x, p.y) ||
        Number(q.x.typeId === q.y.typeId) - Number(p.x.typeId === p.y.typeId) ||
        p.x.start - q.x.start ||
        p.y.start - q.y.start,
    );
  const taken = new Set<Named>();
  const found: Difference[] = [];
  for (const { x, y } of pairs) {
    if (taken.has(x) || taken.has(y)) continue;
    taken.add(x).add(y);
    const same = x.start === y.start && x.end === y.end;
    found.push([same ? 'relabelled' : 'moved', written(x), written(y)]);
  }
  for (const x of a) if (!taken.has(x)) found.push(['removed', written(x), null]);
  for (const y of b) if (!taken.has(y)) found.push(['added', null, written(y)]);
  return found.sort();
}

/** Disjoint mentions in a short text, so that two models' collide in every way. */
const mentions = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 })), {
    maxLength: 9,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(([gap, length, typeId]): Named => {
      const start = at + gap;
      at = start + length;
      return { start, end: at, typeId };
    });
  });

test('differences are those of the definition, and exchanging the models only exchanges the sides', async () => {
  await using t = await openTwoModels();
  const [document = 0] = t.documents;
  await fc.assert(
    fc.asyncProperty(mentions, mentions, async (inA, inB) => {
      await store(t.db, document, t.a, inA);
      await store(t.db, document, t.b, inB);
      const found = await diff(t.db, t.a, t.b);
      expect(found).toEqual(expected(inA, inB));
      const mirror: Record<string, string> = { added: 'removed', removed: 'added' };
      const mirrored = found.map(([kind, a, b]): Difference => [mirror[kind] ?? kind, b, a]).sort();
      expect(await diff(t.db, t.b, t.a)).toEqual(mirrored);
      const without = (kind: string) => found.filter((each) => each[0] !== kind).length;
      expect(inA.length - without('added'), 'what both name alike').toBe(inB.length - without('removed'));
    }),
    { numRuns: 250 },
  );
});

test('each kind of difference, and the parts of a mention that the other model cuts in two', async () => {
  await using t = await openTwoModels();
  const [document = 0] = t.documents;
  const at = (typeId: number, start: number, end: number): Named => ({ typeId, start, end });
  await store(t.db, document, t.a, [at(2, 0, 5), at(4, 10, 15), at(5, 20, 30), at(1, 40, 60), at(3, 70, 75)]);
  await store(t.db, document, t.b, [
    at(2, 0, 5),
    at(1, 10, 15),
    at(5, 25, 35),
    at(1, 40, 45),
    at(1, 46, 60),
    at(6, 90, 95),
  ]);
  expect(await diff(t.db, t.a, t.b)).toEqual(
    [
      ['relabelled', 'LOCAL 10-15', 'ORGANIZACAO 10-15'],
      ['moved', 'LEGISLACAO 20-30', 'LEGISLACAO 25-35'],
      ['moved', 'ORGANIZACAO 40-60', 'ORGANIZACAO 46-60'],
      ['added', null, 'ORGANIZACAO 40-45'],
      ['removed', 'TEMPO 70-75', null],
      ['added', null, 'JURISPRUDENCIA 90-95'],
    ].sort(),
  );
  expect(await diff(t.db, t.a, t.a), 'a model agrees with itself').toEqual([]);
});

test('only documents that both models have read count, and only those asked for', async () => {
  await using t = await openTwoModels(['x', 'y', 'z']);
  const [x = 0, y = 0, z = 0] = t.documents;
  for (const document of t.documents) await store(t.db, document, t.a, [{ start: document, end: 100, typeId: 1 }]);
  await t.db.pool.query(
    `update runs set status = 'failed', error_code = 'internal' where document_id = $1 and model_id = $2`,
    [x, t.b],
  );
  expect(await diff(t.db, t.a, t.b)).toEqual([y, z].map((d) => ['removed', `ORGANIZACAO ${d}-100`, null]).sort());
  expect(await diff(t.db, t.a, t.b, [x, z])).toEqual([['removed', `ORGANIZACAO ${z}-100`, null]]);
});

test('a document with tens of thousands of differences is compared in seconds', { timeout: 30_000 }, async () => {
  await using t = await openTwoModels();
  const [document = 0] = t.documents;
  // no gaps and every overlap the same: the worst there is for finding pairs
  const many = (shift: number) =>
    Array.from({ length: 20_000 }, (_, at): Named => ({ start: at * 8 + shift, end: at * 8 + shift + 8, typeId: 1 }));
  await store(t.db, document, t.a, many(0));
  await store(t.db, document, t.b, many(4));
  const found = await diff(t.db, t.a, t.b);
  expect(found).toHaveLength(20_000);
  expect(new Set(found.map(([kind]) => kind))).toEqual(new Set(['moved']));
});
