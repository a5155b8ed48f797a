import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinWords, parseConll, type RunningText, strictEntities, type TypedSpan } from '@acervo/ner-core';

/** A document of given words. */
export interface ConllDocument extends RunningText {
  /** UTF-16 offsets into its text. */
  readonly gold: readonly TypedSpan[];
}

/** All documents of a folder of CoNLL files, in name order; `dev.conll` is all of them once more. */
export async function readConllFolder(folder: string): Promise<ConllDocument[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.conll') && name !== 'dev.conll').sort();
  return Promise.all(names.map(async (name) => readConll(await readFile(join(folder, name), 'utf8'))));
}

function readConll(content: string): ConllDocument {
  const sentences = parseConll(content);
  const running = joinWords(sentences.map((sentence) => sentence.map(({ word }) => word)));
  const gold = strictEntities(sentences.flat().map(({ label }) => label)).map(({ type, start, end }) => ({
    type,
    start: running.words[start]?.start ?? 0,
    end: running.words[end - 1]?.end ?? 0,
  }));
  return { ...running, gold };
}
