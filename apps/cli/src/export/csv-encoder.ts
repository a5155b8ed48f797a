import type { ExportColumn, ExportRow } from '@acervo/db';
import { formatCsvRow } from '../table.ts';
import type { TableEncoder } from './table-writer.ts';

/** CSV (RFC 4180) in UTF-8 with a header; a missing value is nothing, an empty text `""`, as PostgreSQL's COPY has it. */
export function csvEncoder(columns: readonly ExportColumn[]): TableEncoder {
  let header = `${formatCsvRow(columns.map(({ name }) => name))}\r\n`;
  const take = (text: string) => {
    const all = header + text;
    header = '';
    return all;
  };
  const line = (row: ExportRow) =>
    `${columns.map(({ name }) => (row[name] === '' ? '""' : formatCsvRow([row[name]]))).join(',')}\r\n`;
  return { encode: (rows) => take(rows.map(line).join('')), end: () => take('') };
}
