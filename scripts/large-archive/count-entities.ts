import { finished } from 'node:stream/promises';
import type { Db } from '@acervo/db';
import { from as copyFrom } from 'pg-copy-streams';
import { isoDay, PROVISIONS, provisionOf, type WorldType } from './world.ts';

/** Two ids make one exact number. */
const MAX_ID = 2 ** 26;

/** A document that names entities, and whether it has the text of one before it. */
interface InDocument {
  readonly id: number;
  readonly judged: number;
  readonly isCopy: boolean;
}

/** Numbers entities in the order in which documents name them, and counts what the totals of each will be. */
export function countEntities(types: readonly WorldType[]) {
  const slots = new Map<WorldType, { first: number; per: number }>();
  let size = 0;
  for (const type of types) {
    const per = type.typeId === 5 ? 1 + PROVISIONS : 1;
    slots.set(type, { first: size, per });
    size += type.count * per;
  }
  const ids = new Int32Array(size);
  const mentions = new Int32Array(size);
  const documents = new Int32Array(size);
  const decisions = new Int32Array(size);
  const lastDocument = new Int32Array(size);
  const firstDay = new Int32Array(size).fill(2 ** 31 - 1);
  const lastDay = new Int32Array(size).fill(-(2 ** 31));
  const pairs = new Map<number, { documents: number; decisions: number }>();
  let nextId = 1;

  return {
    /** Counts a mention in a document, and returns the entity's id; `provision` -1 is the whole. */
    count(type: WorldType, rank: number, provision: number, { id: document, judged, isCopy }: InDocument): number {
      const { first = 0, per = 1 } = slots.get(type) ?? {};
      const slot = first + rank * per + 1 + provision;
      if (ids[slot] === 0) ids[slot] = nextId++;
      mentions[slot] = (mentions[slot] ?? 0) + 1;
      if (lastDocument[slot] !== document) {
        lastDocument[slot] = document;
        documents[slot] = (documents[slot] ?? 0) + 1;
        if (!isCopy) decisions[slot] = (decisions[slot] ?? 0) + 1;
        firstDay[slot] = Math.min(firstDay[slot] ?? 0, judged);
        lastDay[slot] = Math.max(lastDay[slot] ?? 0, judged);
      }
      return ids[slot] ?? 0;
    },

    /** Counts the laws that a document cites as pairs. */
    countLaws(laws: readonly number[], { isCopy }: InDocument): void {
      for (const law of laws)
        for (const other of laws) {
          if (law >= other) continue;
          const pair = law * MAX_ID + other;
          const counts = pairs.get(pair) ?? { documents: 0, decisions: 0 };
          counts.documents++;
          if (!isCopy) counts.decisions++;
          pairs.set(pair, counts);
        }
    },

    /** Writes the entities that were named, and the totals. */
    async store(db: Db, { modelId, rulesId }: { modelId: number; rulesId: number }): Promise<void> {
      const client = await db.pool.connect();
      try {
        for (const [type, { first, per }] of slots)
          for (let rank = 0; rank < type.count; rank += 20_000) {
            let entities = '';
            let totals = '';
            for (let slot = first + rank * per; slot < first + Math.min(rank + 20_000, type.count) * per; slot++) {
              const id = ids[slot];
              if (id === 0) continue;
              const whole = type.entity(Math.floor((slot - first) / per));
              const provision = ((slot - first) % per) - 1;
              const { key, name, attributes, rule } =
                provision < 0 ? whole : provisionOf(Math.floor((slot - first) / per), provision, whole);
              entities += `${id}\t${type.typeId}\t${key}\t${name}\t${JSON.stringify(attributes)}\t${rule}\t1\n`;
              totals += `${type.typeId > 6 ? rulesId : modelId}\t${id}\t${type.typeId}\t${mentions[slot]}\t${documents[slot]}\t${isoDay(firstDay[slot] ?? 0)}\t${isoDay(lastDay[slot] ?? 0)}\t${decisions[slot]}\n`;
            }
            await finished(client.query(copyFrom('copy entities from stdin')).end(entities));
            await finished(client.query(copyFrom('copy entity_totals from stdin')).end(totals));
          }
        let lines = '';
        for (const [pair, { documents: together, decisions: decided }] of pairs) {
          const [law, other] = [Math.floor(pair / MAX_ID), pair % MAX_ID];
          lines += `${modelId}\t${law}\t${other}\t${together}\t${decided}\n${modelId}\t${other}\t${law}\t${together}\t${decided}\n`;
        }
        await finished(client.query(copyFrom('copy law_pair_totals from stdin')).end(lines));
        await client.query(`select setval(pg_get_serial_sequence('entities', 'id'), ${nextId})`);
      } finally {
        client.release();
      }
    },
  };
}
