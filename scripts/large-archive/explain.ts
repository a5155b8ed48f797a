import type { Db } from '@acervo/db';

/** What statements took when they were run again and again, and how they get at their rows. */
export interface Explained {
  /** The 95th percentile, in ms, as the client sees it. */
  readonly p95: number;
  /** 8 kB blocks that are touched, in memory or not; the median. */
  readonly blocks: number;
  /** The median. */
  readonly rows: number;
  /** Indexes and tables that are read, as EXPLAIN names them. */
  readonly paths: readonly string[];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** Asks `times` questions that differ by their number, each once to warm what it needs, once with the clock, and once under
 *  EXPLAIN. */
export async function explainAll(
  db: Db,
  ask: (db: Db, n: number) => Promise<unknown>,
  times: number,
): Promise<Explained> {
  const took: number[] = [];
  const blocks: number[] = [];
  const rows: number[] = [];
  const paths = new Set<string>();
  for (let n = 0; n < times; n++) {
    await ask(db, n);
    const started = performance.now();
    await ask(db, n);
    took.push(performance.now() - started);
    const touched = { blocks: 0, rows: 0 };
    const pool = {
      async query(text: string, values: unknown[] = []) {
        const explained = await db.pool.query(`explain (analyze, buffers, format json) ${text}`, values);
        const [{ Plan: plan }] = explained.rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }];
        touched.blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
        touched.rows = plan['Actual Rows'];
        for (const path of pathsOf(plan)) paths.add(path);
        return db.pool.query(text, values);
      },
    };
    await ask({ ...db, pool: pool as unknown as Db['pool'] }, n);
    blocks.push(touched.blocks);
    rows.push(touched.rows);
  }
  return {
    p95: percentile(took, 0.95),
    blocks: percentile(blocks, 0.5),
    rows: percentile(rows, 0.5),
    paths: [...paths],
  };
}

/** The value that a share of them does not exceed. */
function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;
}

/** Partitions by the name of what they are parts of. */
function* pathsOf(node: PlanNode): Generator<string> {
  const index = node['Index Name']?.replace(/_\d+_pkey$/, '_pkey').replace(/_\d+_entity_id.*$/, '_entity');
  const table = node['Relation Name']?.replace(/_\d+$/, '');
  const isSmall = table === 'models' || table === 'entity_types' || index?.startsWith('models');
  if (node['Actual Loops'] > 0 && !isSmall) {
    if (node['Node Type'] === 'Seq Scan') yield `all of ${table}`;
    else if (index !== undefined) yield index;
  }
  for (const child of node.Plans ?? []) yield* pathsOf(child);
}
