import { createHash } from 'node:crypto';
import type { SectionKind } from '@acervo/legal';
import { seededRandom } from '../samples/content.ts';
import { COMMON_WORDS, rareWord } from './words.ts';
import { AMOUNT, CPF, PROVISIONS, type WorldType } from './world.ts';

/** A mention of an invented document: `provision` is -1 where a law, or anything else, is named as a whole. */
interface WrittenMention {
  readonly type: WorldType;
  readonly rank: number;
  readonly provision: number;
  readonly start: number;
  readonly end: number;
}

/** A part of an invented decision, from its heading to the next one. */
interface WrittenSection {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
}

/** An invented decision of two pages. No character is outside of the BMP: positions are the same in both units. */
export interface WrittenDocument {
  readonly text: string;
  readonly textHash: Buffer;
  readonly words: number;
  /** Where the second page starts. */
  readonly turn: number;
  readonly mentions: readonly WrittenMention[];
  /** What rules find: an amount, and in every third document a CPF. */
  readonly found: readonly WrittenMention[];
  readonly sections: readonly WrittenSection[];
}

const VOCABULARY = Array.from({ length: 50_000 }, (_, rank) => COMMON_WORDS[rank] ?? rareWord(rank));
/** Between two mentions; court documents have some 23 in all per mention. */
const WORDS_BETWEEN = 9;
/** Of 100 mentions, how many name what the document has not named before (LeNER-Br train). */
const NEW = 0.42;
/** Of 100 mentions of laws, how many name a provision (LeNER-Br train: 1,565 of 1,920). */
const NAMES_PROVISION = 0.8;

/** The parts of a decision, their headings, and after which share of its mentions each begins. */
const PARTS: readonly (readonly [SectionKind, string, number])[] = [
  ['ementa', 'EMENTA', 0],
  ['relatorio', 'RELATÓRIO', 0.15],
  ['voto', 'VOTO', 0.35],
  ['dispositivo', 'DISPOSITIVO', 0.85],
];

/** A rank in [0, count) by Zipf's law with exponent 1: twice the rank, half as often. */
function zipf(random: () => number, count: number): number {
  return Math.floor(count ** random()) - 1;
}

/** The document of that number: always the same. Without `mentions` it has 10 to 57 of them, 33 on average. */
export function writeDocument(number: number, types: readonly WorldType[], mentions?: number): WrittenDocument {
  const random = seededRandom(number);
  const some = 10 + Math.floor(random() * 47.7);
  const count = mentions ?? some;
  const named: { type: WorldType; rank: number }[] = [];
  const written: WrittenMention[] = [];
  const found: WrittenMention[] = [];
  const starts: number[] = [];
  let text = '';
  let words = 0;
  let turn = 0;
  for (let mention = 0; mention < count; mention++) {
    const [, heading, from = 1] = PARTS[starts.length] ?? [];
    if (mention >= from * count) {
      if (text !== '') text += '.\n';
      starts.push(text.length);
      text += heading;
      words++;
    }
    if (turn === 0 && mention >= count / 2) {
      text += '.\n';
      turn = text.length;
    }
    for (let word = 0; word < WORDS_BETWEEN; word++) {
      text += ` ${VOCABULARY[zipf(random, VOCABULARY.length)]}`;
      words++;
    }
    const known = named.length > 0 && random() > NEW ? named[Math.floor(random() * named.length)] : undefined;
    const { type, rank } = known ?? draw(random, types);
    if (known === undefined) named.push({ type, rank });
    const provision = type.typeId === 5 && random() < NAMES_PROVISION ? Math.floor(PROVISIONS * random() ** 2) : -1;
    const name = type.written(rank, provision);
    const start = text.length + 1;
    text += ` ${name}${mention % 3 === 2 ? '.' : ','}`;
    words += name.split(' ').length;
    written.push({ type, rank, provision, start, end: start + name.length });
    const numbered = mention === 1 ? AMOUNT : mention === 2 && number % 3 === 0 ? CPF : undefined;
    if (numbered !== undefined) {
      const its = zipf(random, numbered.count);
      const number = numbered.written(its, -1);
      found.push({
        type: numbered,
        rank: its,
        provision: -1,
        start: text.length + 1,
        end: text.length + 1 + number.length,
      });
      text += ` ${number}`;
      words++;
    }
  }
  const textHash = createHash('sha256').update(text).digest();
  const sections = PARTS.slice(0, starts.length).map(([kind], at) => ({
    kind,
    start: starts[at] ?? 0,
    end: starts[at + 1] ?? text.length,
  }));
  return { text, textHash, words, turn, mentions: written, found, sections };
}

function draw(random: () => number, types: readonly WorldType[]): { type: WorldType; rank: number } {
  let at = random();
  for (const type of types) {
    at -= type.share;
    if (at < 0) return { type, rank: zipf(random, type.count) };
  }
  throw new Error('the shares of the types are not 1');
}
