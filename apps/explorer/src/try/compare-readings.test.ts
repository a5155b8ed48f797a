import { openTestDatabase } from '@acervo/db/test';
import { ENTITY_TYPES, type Mention } from '@acervo/ner-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDocuments, addModel } from '../../../../packages/db/test/fill.ts';
import { compareReadings } from './compare-readings.ts';

/** Disjoint spans that are close together, so that two lists of them overlap in many ways. */
const reading = fc
  .array(
    fc.record({
      gap: fc.nat(2),
      length: fc.integer({ min: 1, max: 4 }),
      type: fc.constantFrom(...ENTITY_TYPES.slice(0, 3)),
    }),
    {
      maxLength: 12,
    },
  )
  .map((spans) => {
    let at = 0;
    return spans.map(({ gap, length, type }): Mention => {
      const start = at + gap;
      at = start + length;
      return { start, end: at, type, text: 'x'.repeat(length), score: 0.5 };
    });
  });

it('finds what mention_diff finds in the database', async () => {
  await using database = await openTestDatabase();
  const { pool } = database.db;
  const [a, b] = [await addModel(database.db, 'a'), await addModel(database.db, 'b', false)];
  const [documentId] = await addDocuments(database.db, ['one']);
  await pool.query(
    `insert into runs (document_id, model_id, status, text_hash) select $1, m, 'done', sha256('x') from unnest($2::int[]) m`,
    [documentId, [a, b]],
  );
  const store = (modelId: number | undefined, mentions: readonly Mention[]) =>
    pool.query(
      `insert into mentions (document_id, model_id, entity_type_id, start, "end", text, score, entity_id, normalizer_version)
       select $1, $2, t, s, e, repeat('x', e - s), 0.5, 1, 1 from unnest($3::int[], $4::int[], $5::int[]) u(t, s, e)`,
      [
        documentId,
        modelId,
        mentions.map(({ type }) => ENTITY_TYPES.indexOf(type) + 1),
        mentions.map(({ start }) => start),
        mentions.map(({ end }) => end),
      ],
    );
  await fc.assert(
    fc.asyncProperty(reading, reading, async (left, right) => {
      await pool.query('delete from mentions');
      await store(a, left);
      await store(b, right);
      const { rows } = await pool.query<{ line: string }>(
        `select concat_ws(' ', kind, start_a, end_a, type_a, '/', start_b, end_b, type_b) as line from mention_diff($1, $2)`,
        [a, b],
      );
      const found = compareReadings(left, right).map((difference) =>
        [difference.kind, ...lineOf(difference.a), '/', ...lineOf(difference.b)].join(' '),
      );
      expect(found.sort()).toEqual(rows.map(({ line }) => line).sort());
    }),
    { numRuns: 150 },
  );
});

function lineOf(mention: Mention | undefined): (string | number)[] {
  return mention === undefined ? [] : [mention.start, mention.end, mention.type];
}
