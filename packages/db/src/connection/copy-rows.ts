import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { databaseError } from './database-error.ts';
import type { Queryable } from './query.ts';

/** Writes lines in the text format of COPY: columns between tabs, `\N` for null, every line with its end.
 *  @param into a table and its columns, `mentions (document_id, …)`
 *  Throws as {@link query}. */
export async function copyRows(client: Queryable, into: string, lines: string): Promise<void> {
  if (lines === '') return;
  try {
    await finished(client.query(copyFrom(`copy ${into} from stdin`)).end(lines));
  } catch (error) {
    throw databaseError(error);
  }
}

/** A text as COPY takes it. */
export function copyText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign) : text;
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
