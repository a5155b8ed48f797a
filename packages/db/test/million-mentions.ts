import type { Db } from '../src/index.ts';
import { addModel } from './fill.ts';

/** What a large archive looks like to the planner. */
export const SIZE = { documents: 20_000, mentionsPerDocument: 50, entities: 60_000 };

/** Fills a database with a million mentions of 60,000 entities in 20,000 documents by SQL alone: a few entities are named
 *  everywhere and most once, as in real archives. `times` makes it so many times as large. Returns the model's id. */
export async function fillMillionMentions(db: Db, { times = 1 }: { times?: number } = {}): Promise<number> {
  const modelId = await addModel(db);
  const { mentionsPerDocument } = SIZE;
  const documents = SIZE.documents * times;
  const entities = SIZE.entities * times;
  const statements = [
    `insert into sources (path) values ('/large')`,
    `insert into documents (sha256, size_bytes, status, text_hash, text_length, page_count, word_count)
     select sha256(i::text::bytea), 1000, 'extracted', sha256(i::text::bytea), 1100, 1, 150 from generate_series(1, ${documents}) i`,
    `insert into files (source_id, path, document_id, scan_id, content_scan_id)
     select 1, 'folder/' || id || '.pdf', id, 1, 1 from documents`,
    `insert into document_metadata (document_id, court, judged_on)
     select id, 'TJ' || id % 27, date '2000-01-01' + (id % 9000)::integer from documents`,
    `insert into pages (document_id, number, start, "end", width, height, text_source)
     select id, 1, 0, 1100, 595, 842, 'layer' from documents`,
    `insert into layouts (document_id, page, runs) select id, 1, '{0,1100,0,0,59500,84200}' from documents`,
    `insert into removed_spans (document_id, ordinal, page, rule, text) select id, 1, 1, 'side-stamp', 'selo' from documents`,
    `insert into segments (document_id, start, "end", page, text, words)
     select id, 0, 1100, 1, rpad('', 1100, 'palavra ' || id || ' acórdão '), to_tsvector('portuguese', 'palavra acordao ' || id)
     from documents`,
    `insert into runs (document_id, model_id, status, text_hash, words, mentions, finished_at)
     select id, ${modelId}, 'done', text_hash, 150, ${mentionsPerDocument}, now() from documents`,
    `insert into document_copies (document_id, method, bare_text_hash, sketch, linked)
     select id, 1, sha256, decode(repeat('5a', 512), 'hex'), true from documents`,
    // names of two words out of few, as people's are
    `insert into entities (entity_type_id, key, name, rule, normalizer_version)
     select i % 6 + 1, 'key-' || i, 'Nome' || i % 997 || ' Sobrenome' || i % 59 || ' ' || i,
       case when i % 12 = 5 then 'cnj' else 'folded' end, 1
     from generate_series(1, ${entities}) i`,
    `insert into mentions (document_id, model_id, entity_type_id, start, "end", text, score, page, entity_id, normalizer_version, role)
     select m.document_id, ${modelId}, e.entity_type_id, m.ordinal * 20, m.ordinal * 20 + length(e.name), e.name, 0.9, 1, e.id, 1,
       case when e.entity_type_id = 2 then (array['relator', 'parte', 'advogado'])[m.ordinal % 12 + 1] end
     from (select d as document_id, o as ordinal, 1 + floor(${entities} * power(random(), 4))::integer as entity
           from generate_series(1, ${documents}) d, generate_series(0, ${mentionsPerDocument - 1}) o) m
     join entities e on e.id = m.entity`,
    // laws by their provisions
    `insert into mention_extra_entities (document_id, model_id, start, entity_type_id, entity_id)
     select document_id, model_id, start, entity_type_id, entity_id + 6 from mentions
     where entity_type_id = 5 and document_id % 2 = 0 and entity_id + 6 <= ${entities}`,
    `insert into entity_totals (model_id, entity_id, entity_type_id, mentions, documents, decisions, first_judged_on, last_judged_on)
     select ${modelId}, entity_id, entity_type_id, count(*), count(distinct document_id), count(distinct document_id), '2000-01-01', '2024-01-01'
     from mentions group by entity_id, entity_type_id`,
    // a few laws with a thousand others, in both directions
    `insert into law_pair_totals (model_id, law_id, other_id, documents)
     select ${modelId}, 4 + 6 * a, 4 + 6 * b, 1 + (a + b) % 97 from generate_series(0, 999) a, generate_series(0, 999) b
     where a <> b and least(a, b) < 40`,
    'vacuum analyze',
  ];
  await db.pool.query('select setseed(0.5)');
  for (const statement of statements) await db.pool.query(statement);
  return modelId;
}

/** What one statement did, by EXPLAIN (ANALYZE, BUFFERS). */
export interface Explained {
  readonly sql: string;
  readonly rows: number;
  /** 8 kB blocks touched, in memory or not. */
  readonly blocks: number;
  readonly milliseconds: number;
  /** Relations read from end to end. */
  readonly scannedWhole: readonly string[];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** A database that explains every statement before it runs it, and keeps what it learns. */
export function explaining(db: Db): { db: Db; explained: Explained[] } {
  const explained: Explained[] = [];
  const pool = {
    async query(sql: string, parameters: unknown[] = []) {
      const { rows } = await db.pool.query(`explain (analyze, buffers, format json) ${sql}`, parameters);
      const [{ Plan, 'Execution Time': milliseconds }] = rows[0]['QUERY PLAN'] as [
        { Plan: PlanNode; 'Execution Time': number },
      ];
      explained.push({
        sql,
        rows: Plan['Actual Rows'],
        blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
        milliseconds,
        scannedWhole: [...nodes(Plan)]
          .filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0)
          .map((node) => node['Relation Name'] ?? ''),
      });
      return db.pool.query(sql, parameters);
    },
  };
  return { db: { ...db, pool: pool as unknown as Db['pool'] }, explained };
}

function* nodes(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodes(child);
}
