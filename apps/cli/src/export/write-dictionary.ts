import { EXPORT_TABLES, type ExportTable } from '@acervo/db';
import { formatCsvRow } from '../table.ts';
import { openHashedFile } from './hashed-file.ts';
import type { WrittenFile } from './table-writer.ts';

/** What every column of the exported tables means, in both languages, as CSV. */
export async function writeDictionary(folder: string, tables: readonly ExportTable[]): Promise<WrittenFile> {
  const rows = tables.flatMap((table) =>
    EXPORT_TABLES[table].map(({ name, type, nullable, en, pt }) => [table, name, type, nullable, en, pt]),
  );
  const lines = [['table', 'column', 'type', 'nullable', 'en', 'pt'], ...rows].map((row) => `${formatCsvRow(row)}\r\n`);
  const file = 'dictionary.csv';
  await using opened = await openHashedFile(`${folder}/${file}`);
  await opened.write(lines.join(''));
  return { file, rows: rows.length, ...(await opened.finish()) };
}
