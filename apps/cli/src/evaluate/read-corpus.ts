import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConllError, GOLD_LABELS, type LabelledWord, parseConll } from '@acervo/ner-core';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';

/** A document of the gold data. */
export interface GoldDocument {
  /** The file's name, without its folder. */
  readonly file: string;
  /** `[sentence][word]`; at least one word. */
  readonly sentences: readonly (readonly LabelledWord[])[];
}

/** Reads a CoNLL file, or the `.conll` files of a folder in name order, one document each. A file named like its folder
 *  is the concatenation of the others and is left out, which is said on stderr.
 *  @throws {CommandError} for what can't be read or is not CoNLL with our labels, naming file and line. */
export async function readCorpus(context: Context, path: string): Promise<GoldDocument[]> {
  const { say, output, workingFolder } = context;
  const source = resolve(workingFolder, path);
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) throw new CommandError(say.folderMissing(oneLine(path)), say.corpusHint);
  if (!found.isDirectory()) return [await readDocument(context, source)];
  const all = await readdir(source).catch(() => undefined);
  if (all === undefined) throw new CommandError(say.folderUnreadable(oneLine(path)), say.fileHint);
  const names = all.filter((name) => name.endsWith('.conll')).sort();
  const concatenation = names.length > 1 ? `${basename(source)}.conll` : undefined;
  if (concatenation !== undefined && names.includes(concatenation))
    output.note(output.notes.dim(say.concatenation(oneLine(concatenation))));
  const files = names.filter((name) => name !== concatenation);
  if (files.length === 0) throw new CommandError(say.corpusEmpty(oneLine(path)), say.corpusHint);
  return Promise.all(files.map((name) => readDocument(context, join(source, name))));
}

async function readDocument({ say }: Context, path: string): Promise<GoldDocument> {
  const file = basename(path);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) throw new CommandError(say.fileUnreadable(oneLine(file)), say.fileHint);
  try {
    const sentences = parseConll(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (sentences.length > 0) return { file, sentences };
  } catch (error) {
    if (error instanceof ConllError)
      throw new CommandError(
        say.conllWrong(oneLine(file), error.line, error.reason),
        say.conllHint(GOLD_LABELS.join(' ')),
      );
    throw new CommandError(say.notUtf8(oneLine(file)), say.corpusHint);
  }
  throw new CommandError(say.corpusEmpty(oneLine(file)), say.corpusHint);
}

/** Documents with the same words in the same order, as groups of file names. */
export function findCopies(documents: readonly GoldDocument[]): string[][] {
  const byWords = Map.groupBy(documents, ({ sentences }) =>
    sentences.flatMap((sentence) => sentence.map(({ word }) => word)).join(' '),
  );
  return [...byWords.values()].filter((same) => same.length > 1).map((same) => same.map(({ file }) => file));
}
