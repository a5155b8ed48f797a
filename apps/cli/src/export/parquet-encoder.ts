import { zstdCompressSync } from 'node:zlib';
import type { ColumnType, ExportColumn, ExportRow, ExportValue } from '@acervo/db';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { TableEncoder } from './table-writer.ts';

/** A row group ends at so many rows or characters, whichever comes first: what is held in memory. */
const GROUP_ROWS = 20_000;
const GROUP_CHARACTERS = 8_000_000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const PHYSICAL: Readonly<Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  id: { type: 'INT64' },
  integer: { type: 'INT32' },
  real: { type: 'FLOAT' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/** Apache Parquet with Zstandard, a row group at a time. */
export function parquetEncoder(columns: readonly ExportColumn[]): TableEncoder {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'schema', num_children: columns.length }, ...columns.map(schemaElement)],
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => zstdCompressSync(bytes) },
    createdBy: 'acervo',
  });
  let group: ExportRow[] = [];
  let characters = 0;
  const writeGroup = () => {
    if (group.length === 0) return;
    const columnData = columns.map(({ name, type }) => ({
      name,
      data: group.map((row) => toParquet(type, row[name] ?? null)),
      offsetIndex: false,
    }));
    void writer.write({ columnData, rowGroupSize: group.length }); // a ByteWriter is never waited for
    group = [];
    characters = 0;
  };
  /** What has been encoded since the last time. */
  const take = () => {
    const taken = bytes.getBytes().slice();
    bytes.index = 0;
    return taken;
  };
  return {
    encode(rows) {
      for (const row of rows) {
        group.push(row);
        for (const { name } of columns) characters += lengthOf(row[name]);
        if (group.length >= GROUP_ROWS || characters >= GROUP_CHARACTERS) writeGroup();
      }
      return take();
    },
    end() {
      writeGroup();
      void writer.finish();
      return take();
    },
  };
}

function schemaElement({ name, type, nullable }: ExportColumn): SchemaElement {
  return { name, ...PHYSICAL[type], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' };
}

function lengthOf(value: ExportValue | undefined): number {
  return typeof value === 'string' ? value.length : 8;
}

function toParquet(type: ColumnType, value: ExportValue): unknown {
  if (value === null) return null;
  if (type === 'id') return BigInt(Number(value));
  if (type === 'date') return new Date(`${value}T00:00:00Z`);
  return value;
}
