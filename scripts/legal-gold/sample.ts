import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A mention as LeNER-Br's annotators marked it, drawn for the gold file. */
export interface SampledMention {
  readonly id: string;
  readonly type: string;
  /** Its words, with blanks where Portuguese sets them. */
  readonly text: string;
  /** Base name of the CoNLL file, without its ending. */
  readonly document: string;
  readonly half: 'development' | 'untouched' | 'second' | 'third';
  /** Some words before and after, for whoever writes the expected form; not committed. */
  readonly left: string;
  readonly right: string;
}

const SEED = 'acervo-legal-1';
const SIZES = [
  ['LEGISLACAO', 'L', 420],
  ['JURISPRUDENCIA', 'J', 315],
  ['TEMPO', 'T', 215],
] as const;
/** The next texts of legislation in the same order, for a second and a third gold file. */
const SECOND = ['LEGISLACAO', 'M', 210, 420] as const;
const THIRD = ['LEGISLACAO', 'N', 260, 630] as const;
const HALVES: Readonly<Record<string, SampledMention['half']>> = { M: 'second', N: 'third' };

/** Draws mentions for the gold file: of each type, distinct texts (case and blanks aside) in the order of the SHA-256 of
 *  seed and text, the first so many of them. Halves alternate along that order. The documents' concatenation is left out. */
export function sampleMentions(folder: string): SampledMention[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.conll') && name !== 'train.conll');
  const mentions = files.sort().flatMap((name) => readMentions(join(folder, name)));
  return [...SIZES, SECOND, THIRD].flatMap(([type, letter, size, from = 0]) => {
    const distinct = new Map<string, (typeof mentions)[number]>();
    for (const mention of mentions) {
      const form = mention.text.toLowerCase().replace(/\s/g, '');
      if (mention.type === type && !distinct.has(form)) distinct.set(form, mention);
    }
    return [...distinct]
      .map(([form, mention]) => ({
        order: createHash('sha256').update(`${SEED}\0${type}\0${form}`).digest('hex'),
        mention,
      }))
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .slice(from, from + size)
      .map(({ mention }, index) => ({
        ...mention,
        id: `${letter}${String(index + 1).padStart(3, '0')}`,
        half: HALVES[letter] ?? (index % 2 === 0 ? 'development' : 'untouched'),
      }));
  });
}

function readMentions(path: string) {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(' '));
  const words = rows.map(([word = '']) => word);
  const found: Omit<SampledMention, 'id' | 'half'>[] = [];
  for (let at = 0; at < rows.length; at++) {
    const tag = rows[at]?.[1];
    if (!tag?.startsWith('B-')) continue;
    let end = at + 1;
    while (rows[end]?.[1] === `I-${tag.slice(2)}`) end++;
    found.push({
      type: tag.slice(2),
      text: joinWords(words.slice(at, end)),
      document: basename(path, '.conll'),
      left: joinWords(words.slice(Math.max(0, at - 14), at)),
      right: joinWords(words.slice(end, end + 10)),
    });
  }
  return found;
}

function joinWords(words: readonly string[]): string {
  return words
    .join(' ')
    .replace(/ ([,;:).\]])/g, '$1')
    .replace(/([([]) /g, '$1')
    .trim();
}
