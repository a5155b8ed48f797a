import { text as readText } from 'node:stream/consumers';
import { readerUrl, runReadOnlyQuery } from '@acervo/db';
import { PipelineError } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { orInterrupted } from '../interrupted.ts';
import { openSession } from '../session.ts';
import { formatCsvRow, formatTable } from '../table.ts';

interface SqlOptions extends GlobalOptions {
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly limit?: number;
  readonly timeout?: number;
}

/** Rows held in memory at most: more are for COPY through psql. */
const MAX_ROWS = 1_000_000;
const MAX_TABLE_ROWS = 1000;

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  defineCommand<SqlOptions>(registry, 'sql', [['<query...>', 'query']], (words, options) =>
    sql(context, words.join(' '), options),
  )
    .option('--csv', help('csv'))
    .option('--json', help('json'))
    .option('--limit <n>', help('limit'), wholeNumber(context, '--limit', 1))
    .option('--timeout <seconds>', help('timeout'), wholeNumber(context, '--timeout', 1));
}

async function sql(context: Context, given: string, options: SqlOptions): Promise<ExitCode> {
  const { say, output, number } = context;
  const query = given === '-' ? await readText(process.stdin) : given;
  if (query.trim() === '') throw new CommandError(say.noQuery, say.queryHint);
  const maxRows = options.limit ?? (options.csv || options.json ? MAX_ROWS : MAX_TABLE_ROWS);
  await using session = await openSession(context, options, { create: false });
  const answer = await ask(context, session.url, query, { maxRows, timeoutMs: (options.timeout ?? 60) * 1000 });
  if (options.json) output.json(answer.rows.map((row) => toObject(answer.columns, row)));
  else if (options.csv) {
    output.print(formatCsvRow(answer.columns));
    for (const row of answer.rows) output.print(formatCsvRow(row));
  } else {
    for (const line of formatTable(answer.columns, answer.rows, output.resultColumns)) output.print(line);
    output.note(output.notes.dim(say.rowCount(number(answer.rows.length))));
  }
  if (answer.truncated) output.note(output.notes.yellow(say.rowsCut(number(answer.rows.length))));
  return 0;
}

/** Runs one reading statement. A refusal shows PostgreSQL's own words: the query and its reader are the person's.
 *  @throws {CommandError} for a query that PostgreSQL refuses. */
export async function ask(
  { say, signal }: Context,
  url: string,
  query: string,
  options: { maxRows: number; timeoutMs: number },
): ReturnType<typeof runReadOnlyQuery> {
  try {
    return await orInterrupted(runReadOnlyQuery(readerUrl(url), query, options), signal);
  } catch (error) {
    if (!(error instanceof PipelineError) || error.code !== 'usage') throw error;
    throw new CommandError(say.queryFailed(error.message), say.queryHint);
  }
}

/** A row as an object; columns of the same name keep apart by a number. */
function toObject(columns: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    let name = column;
    for (let copy = 2; Object.hasOwn(object, name); copy += 1) name = `${column}_${copy}`;
    object[name] = row[index];
  });
  return object;
}
