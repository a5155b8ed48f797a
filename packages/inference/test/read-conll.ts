import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Span } from '@acervo/ner-core';

/** A document of given words: its text has them separated by spaces and line ends. */
export interface ConllDocument {
  readonly text: string;
  readonly words: readonly Span[];
  /** Strict IOB2: a mention begins at B- and goes on over I- of its type. */
  readonly gold: readonly (Span & { readonly type: string })[];
}

/** Reads `word label` lines. */
export function readConll(content: string): ConllDocument {
  let text = '';
  const words: Span[] = [];
  const gold: { start: number; end: number; type: string }[] = [];
  let open: string | undefined;
  for (const line of content.split('\n')) {
    const [, word, label] = /^(\S+) (\S+)$/.exec(line.trimEnd()) ?? [];
    if (word === undefined || label === undefined) {
      open = undefined;
      text += '\n';
      continue;
    }
    const span = { start: text.length, end: text.length + word.length };
    words.push(span);
    text += `${word} `;
    const type = label.slice(2);
    const last = gold.at(-1);
    if (label.startsWith('I-') && open === type && last !== undefined) last.end = span.end;
    else if (label.startsWith('B-')) gold.push({ ...span, type });
    open = label === 'O' ? undefined : type;
  }
  return { text, words, gold };
}

/** All documents of a folder of CoNLL files, in name order; `dev.conll` is all of them once more. */
export async function readConllFolder(folder: string): Promise<ConllDocument[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.conll') && name !== 'dev.conll').sort();
  return Promise.all(names.map(async (name) => readConll(await readFile(join(folder, name), 'utf8'))));
}
