import { createHash } from 'node:crypto';
import {
  findNumbersInSteps,
  type NumberRule,
  parseUserRules,
  RULE_TYPES,
  RULES_VERSION,
  type RuleMention,
} from '@acervo/legal';
import { PipelineError } from '@acervo/runtime';
import { inTurns } from '../connection/in-turns.ts';
import type { Db } from '../connection/open-database.ts';
import { execute, type Queryable, query, queryOne, transaction } from '../connection/query.ts';
import { SCHEMA_LOCK } from '../migrations/migrate.ts';
import { dropModel } from '../models/drop-model.ts';
import { MODELS_LOCK } from '../models/models-lock.ts';

/** Rules that read beside the model: ours of a version, and the user's. */
export interface RulesInUse {
  readonly modelId: number;
  /** `rules`: what readers see; `rules-filling`: takes its place when it has read everything. */
  readonly state: 'rules' | 'rules-filling';
  /** Yields after every small piece of work. */
  find(text: string): Generator<void, RuleMention[]>;
}

/** Rules as they are stored. */
export interface RulesRow {
  readonly id: number;
  readonly state: RulesInUse['state'];
  /** Of our own rules. */
  readonly version: number;
  /** The user's file. */
  readonly yaml: string;
  /** Hex sha256 of both. */
  readonly hash: string;
}

/** The user's rules, compiled, by their text; a file or two in a process's life. */
const compiled = new Map<string, NumberRule[]>();

/** The rules that every text is read by. Those of another version of Acervo are left to it. */
export async function findRules(db: Db): Promise<RulesInUse[]> {
  return (await listRules(db))
    .filter(({ version }) => version === RULES_VERSION)
    .map(({ id, state, yaml }) => {
      const users = compile(yaml);
      return { modelId: id, state, find: (text) => findOneAPlace(text, users) };
    });
}

/** What rules find in a text that is stored nowhere: those whose mentions readers see, or our own where the archive has none
 *  of this version yet. */
export async function findByRules(db: Db, text: string): Promise<RuleMention[]> {
  const [rules] = await findRules(db);
  return inTurns(rules === undefined ? findOneAPlace(text, []) : rules.find(text));
}

function compile(yaml: string): NumberRule[] {
  const rules = compiled.get(yaml) ?? (yaml === '' ? [] : parseUserRules(yaml));
  compiled.set(yaml, rules);
  return rules;
}

/** What readers see, then what is to take its place; neither before the first worker has started. */
export function listRules(on: Db | Queryable): Promise<RulesRow[]> {
  return query<RulesRow>(
    on,
    `select id, state, encode(hash, 'hex') as hash, (settings->>'version')::integer as version, settings->>'yaml' as yaml
       from models where state in ('rules', 'rules-filling') order by state`,
  );
}

/** Of mentions of one type that begin at the same place, the longest. */
function* findOneAPlace(text: string, users: readonly NumberRule[]): Generator<void, RuleMention[]> {
  const found = yield* findNumbersInSteps(text, users);
  const places = new Set<string>();
  return found.filter(({ type, start }) => {
    const place = `${start} ${type}`;
    return !places.has(place) && places.add(place);
  });
}

/** Sees to it that texts are read by this version's rules and the user's: the given ones from now on, else those that were
 *  given last. Other rules than before fill beside them (see {@link finishRules}); the first ones are seen at once.
 *  @param yaml the bytes of a user's file, which {@link parseUserRules} takes
 *  @returns whether there was anything to change */
export async function ensureRules(db: Db, yaml?: string): Promise<boolean> {
  return transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    const rows = await listRules(client);
    const [current] = rows;
    const last = rows.at(-1);
    if (yaml === undefined && last !== undefined && last.version > RULES_VERSION) return false; // a newer Acervo is in charge
    const wanted = { version: RULES_VERSION, yaml: yaml ?? last?.yaml ?? '' };
    const isWanted = (row: RulesRow) => row.version === wanted.version && row.yaml === wanted.yaml;
    if (last !== undefined && isWanted(last)) return false;
    if (last !== current && last !== undefined) await dropRules(client, last.id);
    if (current !== undefined && isWanted(current)) return true; // back to what readers see
    await addRules(client, wanted, current === undefined ? 'rules' : 'rules-filling');
    return true;
  });
}

async function addRules(client: Queryable, settings: { version: number; yaml: string }, state: string): Promise<void> {
  const types = new Set([...RULE_TYPES, ...compile(settings.yaml).map(({ type }) => type)]);
  for (const type of types)
    await execute(
      client,
      `insert into entity_types (id, name)
       select max(id) + 1, $1 from entity_types having not exists (select from entity_types where name = $1)`,
      [type],
    );
  const hash = createHash('sha256').update(`acervo rules ${settings.version}\n${settings.yaml}`).digest();
  const added = await queryOne<{ id: number }>(
    client,
    `insert into models (name, hash, settings, state) values ('rules', $1, $2, $3) returning id`,
    [hash, JSON.stringify(settings), state],
  );
  if (added === undefined) throw new PipelineError('internal', 'an insert returned nothing');
  const partition = partitionOf(added.id);
  await client.query(`create table ${partition} (like mentions_rules including defaults including constraints)`);
  await client.query(`alter table mentions_rules attach partition ${partition} for values in (${added.id})`);
}

const dropRules = (client: Queryable, modelId: number) => dropModel(client, modelId, [partitionOf(modelId)]);

const partitionOf = (modelId: number) => `mentions_rules_${modelId}`;

/** SQL: the rules that were given last. */
export const NEWEST = `(select id from models where state in ('rules', 'rules-filling') order by state desc limit 1)`;

/** Lets readers see the filling rules, and drops those before them, once all extracted documents are read by them.
 *  @returns whether it did */
export async function finishRules(db: Db): Promise<boolean> {
  const unread = await queryOne(
    db,
    `select from documents d where d.status = 'extracted' and not exists (
       select from runs r where r.document_id = d.id and r.status = 'done' and r.model_id = ${NEWEST}) limit 1`,
  );
  if (unread !== undefined) return false;
  return transaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query('select pg_advisory_xact_lock($1)', [MODELS_LOCK]);
    const rows = await listRules(client);
    const filling = rows.find(({ state }) => state === 'rules-filling');
    if (filling === undefined) return false;
    for (const { id, state } of rows) if (state === 'rules') await dropRules(client, id);
    await execute(client, `update models set state = 'rules' where id = $1`, [filling.id]);
    return true;
  });
}
