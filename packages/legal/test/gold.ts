import { readFileSync } from 'node:fs';
import { type Document, type DocumentMention, normalizeDocument } from '../src/index.ts';

/** A mention with its hand-written keys: see packages/legal/gold/README.md. */
export interface GoldRow {
  readonly id: string;
  readonly half: string;
  readonly type: string;
  readonly text: string;
  /** Keys, separated by ` | `. */
  readonly expected: string;
  readonly context: string;
  readonly facts: string;
}

/** The share that must be right, by type. */
export const BARS: Readonly<Record<string, number>> = { LEGISLACAO: 0.97, JURISPRUDENCIA: 0.98, TEMPO: 0.99 };

/** All rows of the gold files. */
export function readGold(): GoldRow[] {
  return ['mentions.tsv', 'second-laws.tsv', 'third-laws.tsv']
    .flatMap((name) =>
      readFileSync(new URL(`../gold/${name}`, import.meta.url), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1),
    )
    .map((line) => {
      const [id = '', half = '', type = '', , text = '', expected = '', context = '', facts = ''] = line.split('\t');
      return { id, half, type, text, expected, context, facts };
    });
}

/** The keys of the row's mention, in the document that its context and facts make. */
export function keysOf(row: GoldRow): string {
  const { document, index } = documentOf(row);
  return (normalizeDocument(document)[index]?.entities ?? []).map(({ key }) => key).join(' | ');
}

function documentOf({ type, text, context, facts }: GoldRow): { document: Document; index: number } {
  const mentions: DocumentMention[] = [];
  let whole = '';
  let index = 0;
  for (const piece of (context === '' ? '{*}' : context).split(/(\{[^}]*\})/)) {
    const inner = /^\{(.*)\}$/.exec(piece)?.[1];
    const written = inner === undefined ? piece : inner === '*' ? text : inner;
    if (inner === '*') index = mentions.length;
    if (inner !== undefined)
      mentions.push({ type, start: whole.length, end: whole.length + written.length, text: written });
    whole += written;
  }
  const judgedOn = /judged=(\S+)/.exec(facts)?.[1];
  const court = /court=(\S+)/.exec(facts)?.[1];
  return {
    document: { text: whole, mentions, facts: { ...(judgedOn ? { judgedOn } : {}), ...(court ? { court } : {}) } },
    index,
  };
}
