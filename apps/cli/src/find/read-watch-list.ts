import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Watched } from '@acervo/db';
import { parse } from 'csv-parse/sync';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { findStoredType, TYPE_WORDS } from '../type-words.ts';

/** A row of a list: what to look for, and a word for its type. */
export interface WatchedRow {
  readonly name: string;
  readonly word: string;
}

const NAME = ['name', 'nome', 'text', 'texto'];
const TYPE = ['type', 'tipo'];

/** Reads a list from a CSV in UTF-8 (comma, semicolon or tab) with a column `name` and, if wanted, `type`; people without it.
 *  @throws {CommandError} for a file that can't be read, or that has no such column. */
export async function readWatchList(context: Context, given: string): Promise<WatchedRow[]> {
  const { say, workingFolder } = context;
  const text = await readFile(resolve(workingFolder, given), 'utf8').catch(() => {
    throw new CommandError(say.fileUnreadable(oneLine(given)), say.fileHint);
  });
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
    });
  } catch {
    throw new CommandError(say.listWithoutNames(oneLine(given)), say.listHint);
  }
  const header = (rows.shift() ?? []).map((column) => column.toLowerCase());
  const nameAt = header.findIndex((column) => NAME.includes(column));
  const typeAt = header.findIndex((column) => TYPE.includes(column));
  if (nameAt < 0) throw new CommandError(say.listWithoutNames(oneLine(given)), say.listHint);
  return rows.flatMap((row) => {
    const name = row[nameAt] ?? '';
    return name === '' ? [] : [{ name, word: (typeAt < 0 ? '' : row[typeAt]) || 'person' }];
  });
}

/** The types that the list's words name in an archive.
 *  @throws {CommandError} for a word that names none */
export async function findWatched(
  { say, language }: Context,
  { db }: Session,
  rows: readonly WatchedRow[],
): Promise<Watched[]> {
  const watched: Watched[] = [];
  for (const { name, word } of rows) {
    const type = await findStoredType(db, word);
    if (type === undefined)
      throw new CommandError(say.notAType(oneLine(word)), say.typesAre(TYPE_WORDS[language].join(', ')));
    watched.push({ name, type });
  }
  return watched;
}
