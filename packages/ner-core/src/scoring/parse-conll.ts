import { ENTITY_TYPES } from '../mention.ts';

/** A word of the gold data. */
export interface LabelledWord {
  readonly word: string;
  /** `O`, or `B-` or `I-` with one of our entity types. */
  readonly label: string;
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** A line that is not what the format wants; carries where and why, never what the line says. */
export class ConllError extends Error {
  /** From 1. */
  readonly line: number;
  readonly reason: 'not-two-columns' | 'unknown-label';

  constructor(line: number, reason: ConllError['reason']) {
    super(`line ${line}: ${reason}`);
    this.name = 'ConllError';
    this.line = line;
    this.reason = reason;
  }
}

/** The labels that gold data may hold. */
export const GOLD_LABELS: readonly string[] = [
  'O',
  ...ENTITY_TYPES.flatMap((type) => ['B', 'I'].map((prefix) => `${prefix}-${type}`)),
];

/** Reads LeNER-Br's form of CoNLL: a word and its label a line, a blank or a tab between them, an empty line between
 *  sentences. Labels are taken as they are: an `I-` that continues nothing is no error.
 *  @returns `[sentence][word]`; sentences without words are left out.
 *  @throws {ConllError} at the first line that has not two columns, or whose label is unknown. */
export function parseConll(content: string): LabelledWord[][] {
  const sentences: LabelledWord[][] = [];
  let sentence: LabelledWord[] = [];
  content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((text, index) => {
      const line = index + 1;
      if (text.trim() === '') {
        sentence = [];
        return;
      }
      const [, word, label] = /^([^ \t]+)[ \t]+([^ \t\r]+)[ \t\r]*$/.exec(text) ?? [];
      if (word === undefined || label === undefined) throw new ConllError(line, 'not-two-columns');
      if (!GOLD_LABELS.includes(label)) throw new ConllError(line, 'unknown-label');
      if (sentence.length === 0) sentences.push(sentence);
      sentence.push({ word, label, line });
    });
  return sentences;
}
