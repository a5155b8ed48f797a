import { link, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type DifferingReading, readBoth } from '@acervo/db';
import { toCodePoints } from '@acervo/ner-core';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import type { ComparedModels } from './choose-models.ts';
import { type DifferingWindow, differingWindows } from './differing-windows.ts';

/** A file, or a folder with one file a document, that is there once all of it has been written. */
export interface DifferenceExport extends AsyncDisposable {
  /** Writes the windows around a document's differences; one without a text is passed over. */
  write(document: { readonly id: number; readonly sha256: string }): Promise<void>;
  /** Gives it its name and says what it holds; what was not finished is removed by disposing. */
  finish(): Promise<ExportedDifferences>;
}

/** What was exported. */
export interface ExportedDifferences {
  readonly path: string;
  readonly documents: number;
  readonly windows: number;
}

/** Opens `path` for CoNLL of three columns, tab between them: word, label by A, label by B; windows are separated by an empty
 *  line and begin with lines `# name = value` that say where they come from. A path that ends in `.conll` or `.txt` becomes
 *  one file, any other a folder. Nothing is ever overwritten: it may hold an annotator's work.
 *  @throws {CommandError} where something is there already, or nothing can be written. */
export async function openExport(
  context: Context,
  { db }: Session,
  models: ComparedModels,
  path: string,
): Promise<DifferenceExport> {
  const { say, workingFolder } = context;
  const target = resolve(workingFolder, path);
  const oneFile = ['.conll', '.txt'].includes(extname(target));
  const taken = () => new CommandError(say.exportExists(oneLine(path)), say.exportExistsHint);
  if (await isTaken(target, oneFile)) throw taken();
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  const opened = oneFile ? open(partial, 'wx') : mkdir(partial);
  const handle = await opened.catch(() => {
    throw new CommandError(say.exportRefused(oneLine(path)), say.fileHint);
  });
  const counts = { documents: 0, windows: 0 };
  const labels = [models.a, models.b].map(({ name, hash }) => `${oneLine(name)} ${hash.slice(0, 12)}`).join(', ');
  const close = async () => {
    if (typeof handle === 'object') await handle.close();
  };
  return {
    async write({ id, sha256 }) {
      const reading = await readBoth(db, { a: models.a.id, b: models.b.id }, id);
      const windows = reading === undefined ? [] : differingWindows(reading);
      if (reading === undefined || windows.length === 0) return;
      const text = formatWindows(reading, windows, { sha256, labels });
      if (typeof handle === 'object') await handle.write(text);
      else {
        await using file = await open(join(partial, fileName(reading.path, sha256)), 'wx');
        await file.write(text);
      }
      counts.documents += 1;
      counts.windows += windows.length;
    },
    async finish() {
      await close();
      if (!oneFile) await rmdir(target).catch(() => undefined); // an empty folder may be there; any other stays
      if (oneFile) await linkNew(partial, target, taken);
      else await rename(partial, target);
      return { path: target, ...counts };
    },
    async [Symbol.asyncDispose]() {
      await close().catch(() => undefined); // closed already
      await rm(partial, { recursive: true, force: true });
    },
  };
}

/** Gives the file its name unless something has it by now; the old name goes with what is partial. */
async function linkNew(partial: string, target: string, taken: () => Error): Promise<void> {
  try {
    await link(partial, target);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw taken();
    throw error;
  }
}

/** An empty folder is as good as none for a folder. */
async function isTaken(target: string, oneFile: boolean): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) return false;
  return oneFile || !found.isDirectory() || (await readdir(target)).length > 0;
}

function formatWindows(
  { text, path }: DifferingReading,
  windows: readonly DifferingWindow[],
  { sha256, labels }: { sha256: string; labels: string },
): string {
  const toPoints = toCodePoints(text);
  return windows
    .map(({ words, labelsA, labelsB, kinds }) => {
      const facts = {
        document: sha256,
        ...(path === null ? {} : { path: oneLine(path) }),
        start: toPoints(words[0]?.start ?? 0),
        differences: kinds.join(' '),
        labels,
      };
      const comments = Object.entries(facts).map(([name, value]) => `# ${name} = ${value}`);
      const rows = words.map(({ start, end }, at) => `${text.slice(start, end)}\t${labelsA[at]}\t${labelsB[at]}`);
      return `${[...comments, ...rows].join('\n')}\n\n`;
    })
    .join('');
}

/** The document's own name as far as every system takes it, and enough of its hash to tell it from others. */
function fileName(path: string | null, sha256: string): string {
  const name = basename(path ?? '', extname(path ?? ''))
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .slice(0, 80)
    .replace(/^[.-]+|[.-]+$/g, '');
  return `${name === '' ? 'documento' : name}-${sha256.slice(0, 12)}.conll`;
}
