import { createHash } from 'node:crypto';
import {
  countExportedDocuments,
  EXPORT_TABLES,
  type ExportFilter,
  type ExportRow,
  type ExportTable,
  openSnapshot,
  type Snapshot,
  streamDocuments,
  streamEntities,
} from '@acervo/db';
import type { Context } from '../context.ts';
import { openProgress } from '../progress.ts';
import { type LeakCounts, openLeakCheck } from '../pseudonymize/leak-check.ts';
import type { ReplacedCounts } from '../pseudonymize/pseudonymize-document.ts';
import type { Pseudonyms } from '../pseudonymize/pseudonyms.ts';
import type { Role } from '../pseudonymize/roles.ts';
import type { Session } from '../session.ts';
import { documentRows } from './document-parts.ts';
import { openPartsPseudonymizer, type PartsPseudonymizer } from './pseudonymize-parts.ts';
import { inBatches, readParts } from './read-parts.ts';
import { type ExportFormat, openTableWriter, type TableWriter, type WrittenFile } from './table-writer.ts';
import { writeDictionary } from './write-dictionary.ts';

/** What to export, and how. */
export interface ExportSettings {
  readonly format: ExportFormat;
  readonly tables: readonly ExportTable[];
  readonly filter: ExportFilter;
  readonly contextCodePoints: number;
  readonly model: { readonly id: number; readonly name: string; readonly hash: string };
  /** Absent: everything as it is. */
  readonly pseudonymize?: { readonly pseudonyms: Pseudonyms; readonly keep: readonly Role[] };
}

/** What was exported. */
export interface Exported {
  /** SHA-256 over the files' names and hashes: equal for equal exports of equal data. */
  readonly id: string;
  readonly snapshot: { readonly id: string; readonly takenAt: string };
  readonly documents: number;
  readonly files: readonly WrittenFile[];
  readonly replaced?: ReplacedCounts;
  readonly leaks?: LeakCounts;
}

/** Writes the tables of one snapshot into a folder. What is in memory is a batch of documents, or the longest one. */
export async function exportArchive(
  context: Context,
  { db }: Session,
  folder: string,
  settings: ExportSettings,
): Promise<Exported> {
  const { format, tables, filter, model, pseudonymize } = settings;
  await using snapshot = await openSnapshot(db, { signal: context.signal });
  await using open = new AsyncDisposableStack();
  const writers = new Map<ExportTable, TableWriter>();
  for (const table of tables)
    writers.set(table, open.use(await openTableWriter(folder, table, format, EXPORT_TABLES[table])));
  const write = async (rows: Partial<Record<ExportTable, readonly ExportRow[]>>) => {
    for (const [table, writer] of writers) await writer.write(rows[table] ?? []);
  };
  const pseudonymizer = pseudonymize && openPartsPseudonymizer(snapshot, { modelId: model.id, ...pseudonymize });
  const leaks = openLeakCheck();
  const replaced: ReplacedCounts = { recognized: 0, searched: 0, byRule: {} };
  const documents = await writeDocuments(context, snapshot, settings, {
    pseudonymizer,
    async write(rows, done) {
      await write(rows);
      if (done === undefined) return;
      leaks.look(stringsOf(rows, tables), done.names);
      addCounts(replaced, done.counts);
    },
  });
  if (tables.includes('entities'))
    for await (const batch of streamEntities(snapshot, model.id, filter)) {
      context.signal.throwIfAborted();
      const entities = (await pseudonymizer?.entities(batch)) ?? batch;
      await write({ entities: entities.map((entity) => ({ ...entity })) });
    }
  const files = [];
  for (const writer of writers.values()) files.push(await writer.finish());
  files.push(await writeDictionary(folder, tables));
  return {
    id: createHash('sha256')
      .update(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''))
      .digest('hex'),
    snapshot: { id: snapshot.id, takenAt: snapshot.takenAt.toISOString() },
    documents,
    files,
    ...(pseudonymize && { replaced, leaks: leaks.counts() }),
  };
}

type Rows = Partial<Record<ExportTable, readonly ExportRow[]>>;
type Done = { readonly names: ReadonlySet<string>; readonly counts: ReplacedCounts };

/** Reads documents batch by batch and hands over each one's rows; returns their number. */
async function writeDocuments(
  { say, output, signal }: Context,
  snapshot: Snapshot,
  { tables, filter, contextCodePoints, model }: ExportSettings,
  {
    pseudonymizer,
    write,
  }: { pseudonymizer: PartsPseudonymizer | undefined; write(rows: Rows, done?: Done): Promise<void> },
): Promise<number> {
  const total = await countExportedDocuments(snapshot, filter);
  const withTexts = tables.includes('texts') || contextCodePoints > 0 || pseudonymizer !== undefined;
  let documents = 0;
  using progress = openProgress(output);
  for await (const page of streamDocuments(snapshot, model.id, filter))
    for (const batch of inBatches(page)) {
      signal.throwIfAborted();
      const parts = await readParts(snapshot, batch, { modelId: model.id, filter, withTexts });
      if (pseudonymizer === undefined) await write(joined(parts.map((each) => documentRows(each, contextCodePoints))));
      else
        for await (const { parts: each, done } of pseudonymizer.documents(parts))
          await write(documentRows(each, contextCodePoints), done);
      documents += batch.length;
      progress.show([{ label: say.stageExported, done: documents, total }]);
    }
  return documents;
}

function joined(all: readonly Record<string, ExportRow[]>[]): Rows {
  const rows: Record<string, ExportRow[]> = {};
  for (const each of all)
    for (const [table, some] of Object.entries(each)) {
      rows[table] ??= [];
      for (const row of some) rows[table].push(row);
    }
  return rows;
}

function stringsOf(rows: Rows, tables: readonly ExportTable[]): string[] {
  return tables.flatMap((table) =>
    (rows[table] ?? []).flatMap((row) =>
      Object.entries(row)
        .filter(([name, value]) => typeof value === 'string' && name !== 'model')
        .map(([, value]) => String(value)),
    ),
  );
}

function addCounts(to: ReplacedCounts, { recognized, searched, byRule }: ReplacedCounts): void {
  to.recognized += recognized;
  to.searched += searched;
  for (const [label, count] of Object.entries(byRule)) to.byRule[label] = (to.byRule[label] ?? 0) + count;
}
