import type { Span } from '../mention.ts';

/** A text made of given words, and where each of them stands in it. */
export interface RunningText {
  readonly text: string;
  /** `[word]`, over all sentences; ascending and disjoint. */
  readonly words: Span[];
}

/** The words as they are, a space after each and a line end after each sentence: for recognizing given words.
 *  @param sentences `[sentence][word]` */
export function joinWords(sentences: readonly (readonly string[])[]): RunningText {
  return layOut(sentences, {
    spell: (word) => word,
    touch: () => false,
  });
}

/** The words as a person would have typed them, a line a sentence: no space before `,` `.` `)` and the like, none after
 *  `(` and the like, and the quotes that the Treebank tokenizer made of `"` undone. Compared in the tests with the raw
 *  texts that LeNER-Br's words were cut from.
 *  @param sentences `[sentence][word]` */
export function detokenize(sentences: readonly (readonly string[])[]): RunningText {
  const quoted = sentences.map((words) =>
    words.map((word, at) => (word === "''" && isOpening(words[at - 1]) ? '``' : word)),
  );
  return layOut(quoted, {
    spell: (word) => (TREEBANK_QUOTES.has(word) ? '"' : word),
    touch: (before, word) => CLOSING.has(word) || OPENING.has(before) || (before === ':' && word.startsWith('//')),
  });
}

const CLOSING = new Set([...',.;:?!%$@)]}»”’…', '...', '..', "''", "'"]);
const OPENING = new Set([...'([{«“‘#@', '``']);
const TREEBANK_QUOTES = new Set(['``', "''"]);

/** Whether what follows a word stands right behind it; so does what begins a sentence. */
function isOpening(word: string | undefined): boolean {
  return word === undefined || OPENING.has(word);
}

/** How words become text. */
interface Spelling {
  spell(word: string): string;
  /** Whether `word` follows `before` without a space. */
  touch(before: string, word: string): boolean;
}

function layOut(sentences: readonly (readonly string[])[], { spell, touch }: Spelling): RunningText {
  let text = '';
  const spans: Span[] = [];
  for (const words of sentences) {
    words.forEach((word, at) => {
      const before = words[at - 1];
      if (before !== undefined && !touch(before, word)) text += ' ';
      const start = text.length;
      text += spell(word);
      spans.push({ start, end: text.length });
    });
    text += '\n';
  }
  return { text, words: spans };
}
