import type { ExportColumn, ExportRow } from '@acervo/db';
import { csvEncoder } from './csv-encoder.ts';
import { openHashedFile } from './hashed-file.ts';
import { jsonlEncoder } from './jsonl-encoder.ts';
import { parquetEncoder } from './parquet-encoder.ts';

/** Formats of exports, each also the extension of its files. */
export const EXPORT_FORMATS = ['jsonl', 'csv', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Turns rows into the bytes of a file, in parts; what it holds back is bounded. */
export interface TableEncoder {
  encode(rows: readonly ExportRow[]): Uint8Array | string;
  /** What is left, with the file's end. */
  end(): Uint8Array | string;
}

/** What became of a table. */
export interface WrittenFile {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A table's file while it is written. */
export interface TableWriter extends AsyncDisposable {
  write(rows: readonly ExportRow[]): Promise<void>;
  finish(): Promise<WrittenFile>;
}

const ENCODERS = { jsonl: jsonlEncoder, csv: csvEncoder, parquet: parquetEncoder };

/** Opens `<folder>/<table>.<format>`, which must not be there. */
export async function openTableWriter(
  folder: string,
  table: string,
  format: ExportFormat,
  columns: readonly ExportColumn[],
): Promise<TableWriter> {
  const name = `${table}.${format}`;
  const file = await openHashedFile(`${folder}/${name}`);
  const encoder = ENCODERS[format](columns);
  let count = 0;
  const put = async (encoded: Uint8Array | string) => {
    if (encoded.length > 0) await file.write(encoded);
  };
  return {
    async write(rows) {
      if (rows.length === 0) return;
      count += rows.length;
      await put(encoder.encode(rows));
    },
    async finish() {
      await put(encoder.end());
      return { file: name, rows: count, ...(await file.finish()) };
    },
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  };
}
