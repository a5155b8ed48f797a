import type { ExportColumn } from '@acervo/db';
import type { TableEncoder } from './table-writer.ts';

/** One JSON object a line, all columns in their order, missing values as null. */
export function jsonlEncoder(columns: readonly ExportColumn[]): TableEncoder {
  const fields = columns.map(({ name }) => [name, JSON.stringify(name)] as const);
  return {
    encode: (rows) =>
      rows
        .map(
          (row) => `{${fields.map(([name, quoted]) => `${quoted}:${JSON.stringify(row[name] ?? null)}`).join(',')}}\n`,
        )
        .join(''),
    end: () => '',
  };
}
