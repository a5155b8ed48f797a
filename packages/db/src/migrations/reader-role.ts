import { createHmac, randomBytes } from 'node:crypto';
import { PipelineError } from '@acervo/runtime';
import pg from 'pg';
import { errorCode } from '../connection/database-error.ts';
import { type Queryable, query, queryOne } from '../connection/query.ts';
import { scramVerifier } from './scram.ts';

export type ReaderState = 'ready' | 'not-allowed';

const STATEMENT_TIMEOUT = '120s';
const MAX_CONNECTIONS = 20;

/** The URL of the read-only login. Its name and password follow from DATABASE_URL, so nothing needs to be stored; where
 *  that has no password (trust or certificate login), the reader has none either. */
export function readerUrl(url: string): string {
  const reader = new URL(url);
  const { name, password } = readerLogin(url);
  reader.username = encodeURIComponent(name);
  reader.password = password ?? '';
  for (const parameter of ['user', 'password']) reader.searchParams.delete(parameter); // they would win
  return reader.href;
}

/** Name (`<database>_reader`) and password of the read-only login that belongs to a database URL. */
function readerLogin(url: string): { name: string; password: string | undefined } {
  const { pathname, username, password, searchParams } = new URL(url);
  const owner = searchParams.get('user') || decodeURIComponent(username);
  const key = searchParams.get('password') || decodeURIComponent(password);
  const database = decodeURIComponent(pathname.slice(1)) || owner || 'postgres';
  const name = `${Buffer.from(database)
    .subarray(0, 55)
    .toString()
    .replace(/\ufffd$/, '')}_reader`;
  if (key === '') return { name, password: undefined };
  return { name, password: createHmac('sha256', key).update(`acervo reader of ${database}`).digest('base64url') };
}

/** Creates the read-only login, or repairs its password and rights; called under the schema lock.
 *  A login of its own, because a `SET ROLE` can be undone by the one who is locked up in it.
 *  @throws {PipelineError} `usage` when there is a role of that name that may do more: whose it is, nobody knows. */
export async function ensureReader(client: Queryable, url: string): Promise<ReaderState> {
  const { name, password } = readerLogin(url);
  const role = pg.escapeIdentifier(name);
  try {
    if (await roleExists(client, name)) await refuseStronger(client, name);
    else
      await client.query(
        `create role ${role} login nosuperuser nocreatedb nocreaterole noinherit noreplication connection limit ${MAX_CONNECTIONS}`,
      );
    if (!(await canLogIn(url))) await setPassword(client, role, password);
    if (!(await hasRights(client, name))) await grantRights(client, role);
    return 'ready';
  } catch (error) {
    if (errorCode(error) !== '42501' && errorCode((error as Error).cause) !== '42501') throw error;
    return 'not-allowed';
  }
}

async function roleExists(client: Queryable, name: string): Promise<boolean> {
  return (await queryOne(client, 'select from pg_roles where rolname = $1', [name])) !== undefined;
}

/** What the role can do besides reading. Rights on schemas that everybody has don't count here: they are taken away below. */
async function refuseStronger(client: Queryable, name: string): Promise<void> {
  const rights = await query<{ can: string }>(
    client,
    `with reader as (select * from pg_roles where rolname = $1),
       flags as (
         select f.can from reader, lateral (values ('is a superuser', rolsuper), ('creates roles', rolcreaterole),
           ('creates databases', rolcreatedb), ('replicates', rolreplication), ('bypasses row security', rolbypassrls)) f(can, has)
         where f.has),
       spaces as (select oid, nspname, nspowner, nspacl from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
     select can from flags
     union all select 'is a member of ' || m.roleid::regrole from pg_auth_members m join reader r on r.oid = m.member
     union all (select 'writes ' || c.oid::regclass from pg_class c join spaces s on s.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f')
         and has_table_privilege($1, c.oid, 'insert, update, delete, truncate') limit 1)
     union all select 'creates in ' || s.nspname from spaces s, reader r
       where s.nspowner = r.oid or exists (
         select from aclexplode(s.nspacl) a where a.grantee = r.oid and a.privilege_type = 'CREATE')`,
    [name],
  );
  if (rights.length === 0) return;
  const what = rights.map(({ can }) => can).join(', ');
  throw new PipelineError(
    'usage',
    `the role ${name} exists and is no read-only login (it ${what}): rename it, drop it or take these rights away`,
  );
}

async function setPassword(client: Queryable, role: string, password: string | undefined): Promise<void> {
  const verifier = password === undefined ? 'null' : `'${scramVerifier(password, randomBytes(16))}'`;
  await client.query(`alter role ${role} password ${verifier}`);
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: readerUrl(url), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false; // whatever the reason: the password is set again, and the first use of the login will say
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether every table and view of ours can be read by the role, and nothing in the schema can be created by it. */
async function hasRights(client: Queryable, name: string): Promise<boolean> {
  const missing = await queryOne(
    client,
    `select 1 from ${OURS} and not has_table_privilege($1, c.oid, 'select')
     union all select 1 where has_schema_privilege($1, current_schema(), 'create')
       or has_database_privilege($1, current_database(), 'temp')
       or not exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = $1)
     limit 1`,
    [name],
  );
  return missing === undefined;
}

/** Tables, partitions and views of our schema that this login made. */
const OURS = `pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v')
  and c.relowner = current_user::regrole`;

async function grantRights(client: Queryable, role: string): Promise<void> {
  const scope = await queryOne<{ schema: string; database: string; version: number }>(
    client,
    `select quote_ident(current_schema()) as schema, quote_ident(current_database()) as database,
       current_setting('server_version_num')::integer as version`,
  );
  if (scope === undefined) return;
  const { schema, database } = scope;
  const tables = await query<{ name: string }>(client, `select c.oid::regclass::text as name from ${OURS}`);
  const statements = [
    `grant connect on database ${database} to ${role}`,
    `revoke temp on database ${database} from public`,
    `revoke create on schema ${schema} from public`,
    `grant usage on schema ${schema} to ${role}`,
    `grant select on ${tables.map(({ name }) => name).join(', ')} to ${role}`,
    `alter default privileges in schema ${schema} grant select on tables to ${role}`,
    `alter role ${role} in database ${database} set default_transaction_read_only = on`,
    `alter role ${role} in database ${database} set statement_timeout = '${STATEMENT_TIMEOUT}'`,
    `alter role ${role} in database ${database} set idle_in_transaction_session_timeout = '60s'`,
  ];
  for (const statement of statements) await client.query(statement);
  // before 16, a read-only transaction does not keep anybody from writing large objects
  if (scope.version < 160_000) await client.query(`revoke execute on function ${LARGE_OBJECT_WRITERS} from public`);
}

const LARGE_OBJECT_WRITERS =
  'lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea), lowrite(integer, bytea)';
