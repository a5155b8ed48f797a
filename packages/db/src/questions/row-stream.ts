import pg from 'pg';
import type { QueryAnswer } from './run-read-only-query.ts';

/** Rows the server sends before it waits to be asked for more. */
const BATCH_ROWS = 200;

/** The messages of pg's connection that a statement of our own making answers to (pg: lib/client.js). */
interface WireConnection {
  parse(query: { text: string }): void;
  bind(config: object): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(config: { rows: number }): void;
  sync(): void;
  flush(): void;
  sendCopyFail(message: string): void;
}

/** Runs one statement through the extended protocol and stops asking when there are enough rows: pg itself reads all of
 *  them. Answers like COPY TO STDOUT are thrown away. */
export function openRowStream(
  client: pg.Client,
  sql: string,
  { maxRows, maxBytes }: { maxRows: number; maxBytes: number },
): Promise<QueryAnswer> {
  const columns: string[] = [];
  let parsers: ((value: string) => unknown)[] = [];
  const rows: unknown[][] = [];
  let bytes = 0;
  let truncated = false;
  const { promise, resolve, reject } = Promise.withResolvers<QueryAnswer>();
  client.query({
    submit(connection: unknown) {
      const wire = connection as WireConnection; // pg hands its own connection to what it submits
      wire.parse({ text: sql });
      wire.bind({});
      wire.describe({ type: 'P', name: '' });
      wire.execute({ rows: BATCH_ROWS });
      wire.flush();
    },
    handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }) {
      columns.push(...fields.map(({ name }) => name));
      parsers = fields.map(({ dataTypeID }) => parserOf(dataTypeID));
    },
    handleDataRow({ fields }: { fields: (string | null)[] }) {
      if (rows.length >= maxRows || bytes > maxBytes) {
        truncated = true;
        return;
      }
      for (const field of fields) bytes += field?.length ?? 0;
      rows.push(fields.map((field, index) => (field === null ? null : (parsers[index]?.(field) ?? field))));
    },
    handlePortalSuspended(wire: WireConnection) {
      // one row more than wanted tells whether there are more
      if (truncated || bytes > maxBytes) {
        truncated = true;
        wire.sync();
        return;
      }
      wire.execute({ rows: Math.max(1, Math.min(BATCH_ROWS, maxRows + 1 - rows.length)) });
      wire.flush();
    },
    handleCommandComplete(_message: unknown, wire: WireConnection) {
      wire.sync();
    },
    handleEmptyQuery(wire: WireConnection) {
      wire.sync();
    },
    handleCopyInResponse(wire: WireConnection) {
      wire.sendCopyFail('acervo sql only reads');
    },
    handleCopyData() {},
    handleError(error: Error, wire?: WireConnection) {
      wire?.sync();
      reject(error); // pg lets go of a query that failed: its ReadyForQuery doesn't come here
    },
    handleReadyForQuery() {
      resolve({ columns, rows, truncated });
    },
  } as unknown as pg.Submittable);
  return promise;
}

const { builtins } = pg.types;
const NUMBERS = new Set<number>([builtins.INT2, builtins.INT4, builtins.FLOAT4, builtins.FLOAT8, builtins.OID]);

/** Numbers, booleans and JSON as values; everything else (dates, decimals, arrays) as PostgreSQL writes it. */
function parserOf(typeId: number): (value: string) => unknown {
  if (NUMBERS.has(typeId)) return Number;
  if (typeId === builtins.INT8) return (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
  if (typeId === builtins.BOOL) return (value) => value === 't';
  if (typeId === builtins.JSON || typeId === builtins.JSONB) return (value) => JSON.parse(value);
  return (value) => value;
}
