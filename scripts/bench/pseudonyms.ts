import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openRecognizer, type Recognizer } from '@acervo/inference';
import { detokenize, type Mention, parseConll, type Span, strictEntities } from '@acervo/ner-core';
import { foldedWords } from '../../apps/cli/src/pseudonymize/folded-words.ts';
import { openLeakCheck } from '../../apps/cli/src/pseudonymize/leak-check.ts';
import { personKey, tellingWords } from '../../apps/cli/src/pseudonymize/person-key.ts';
import {
  candidateKeys,
  type PseudonymizedDocument,
  pseudonymizeDocument,
} from '../../apps/cli/src/pseudonymize/pseudonymize-document.ts';
import { openPseudonyms, PSEUDONYM } from '../../apps/cli/src/pseudonymize/pseudonyms.ts';
import { type Replaced, replaceSpans } from '../../apps/cli/src/pseudonymize/replace-spans.ts';
import type { Row } from './report.ts';

/** A document with the people that annotators found in it. */
interface GoldText {
  readonly text: string;
  readonly people: readonly Span[];
}

/** What is left of the names that annotators marked (LeNER-Br) when the default model's names are replaced: what no export
 *  can count about itself. Beside it, what is left when only the model's own mentions are replaced. Once as the documents
 *  are, once in capitals, which the model finds harder. */
export async function benchPseudonyms(folder: string): Promise<Row[]> {
  const documents = await readGold(folder);
  await using recognizer = await openRecognizer();
  const inCapitals = documents.map(({ text, people }) => ({ text: capitals(text), people }));
  return [
    ...(await measure('LeNER-Br dev', documents, recognizer)),
    ...(await measure('the same in capitals', inCapitals, recognizer)),
  ];
}

async function measure(what: string, documents: readonly GoldText[], recognizer: Recognizer): Promise<Row[]> {
  const recognized: Mention[][] = [];
  for (const { text } of documents) recognized.push((await recognizer.recognize(text)).mentions);
  const everywhere = new Set(
    recognized.flat().flatMap(({ type, score, text }) => (type === 'PESSOA' && score >= 0.5 ? [personKey(text)] : [])),
  );
  const pseudonyms = openPseudonyms(randomBytes(32));
  const [left, beside] = [openSums(), openSums()];
  let [milliseconds, words] = [0, 0];
  for (const [at, { text, people }] of documents.entries()) {
    const mentions = recognized[at] ?? [];
    const ofPeople = mentions.filter(({ type }) => type === 'PESSOA');
    const started = performance.now();
    const done = pseudonymizeDocument(text, {
      people: ofPeople,
      bearers: mentions.filter(({ type }) => type === 'LOCAL' || type === 'LEGISLACAO'),
      known: new Set([...candidateKeys(text)].filter((key) => everywhere.has(key))),
      keep: [],
      pseudonyms,
    });
    milliseconds += performance.now() - started;
    words += foldedWords(text).length;
    left.add(text, people, done);
    beside.add(
      text,
      people,
      replaceSpans(
        text,
        ofPeople.map((span) => ({ ...span, by: pseudonyms.person(span.text) })),
      ),
    );
  }
  const [ours, theirs] = [left.shares(), beside.shares()];
  const row = (which: string, name: keyof typeof ours): Row => ({
    stage: 'pseudonyms',
    what: `${what}: ${which}`,
    value: ours[name],
    unit: '%',
    beside: { what: 'only the mentions of the model replaced', value: theirs[name] },
  });
  return [
    row(`of ${ours.mentions} annotated mentions of people, not replaced at all`, 'whole'),
    row('with at least one word of the name left', 'some'),
    row(`of ${ours.names} names of two words or more (each once a document), still there somewhere`, 'namesLeft'),
    row('of words outside of annotated people, replaced as names', 'tooMany'),
    {
      stage: 'pseudonyms',
      what: `${what}: pseudonymizing, one thread`,
      value: words / (milliseconds / 1000),
      unit: 'words/s',
    },
  ];
}

/** In capitals, with every character where it was. */
function capitals(text: string): string {
  return Array.from(text, (character) => {
    const capital = character.toUpperCase();
    return capital.length === character.length ? capital : character;
  }).join('');
}

async function readGold(folder: string): Promise<GoldText[]> {
  const files = (await readdir(folder)).filter(
    (name) => name.endsWith('.conll') && name !== `${basename(folder)}.conll`,
  );
  return Promise.all(
    files.sort().map(async (name) => {
      const sentences = parseConll(await readFile(join(folder, name), 'utf8'));
      const { text, words } = detokenize(sentences.map((sentence) => sentence.map(({ word }) => word)));
      let first = 0;
      const people = sentences.flatMap((sentence) => {
        const from = first;
        first += sentence.length;
        return strictEntities(sentence.map(({ label }) => label))
          .filter(({ type }) => type === 'PESSOA')
          .map(({ start, end }) => ({ start: words[from + start]?.start ?? 0, end: words[from + end - 1]?.end ?? 0 }));
      });
      return { text, people };
    }),
  );
}

function openSums() {
  const leaks = openLeakCheck();
  let [mentions, whole, some, outside, tooMany] = [0, 0, 0, 0, 0];
  return {
    add(text: string, people: readonly Span[], replaced: Replaced & Partial<PseudonymizedDocument>) {
      const names = new Set<string>();
      for (const span of people) {
        const name = text.slice(span.start, span.end);
        const telling = tellingWords(name);
        const moved = replaced.move(span);
        const seen = new Set(
          foldedWords(replaced.text.slice(moved.start, moved.end).replace(PSEUDONYM, ' ')).map(({ folded }) => folded),
        );
        const visible = telling.filter((word) => seen.has(word)).length;
        mentions += 1;
        if (visible > 0) some += 1;
        if (visible > 0 && visible === telling.length) whole += 1;
        names.add(name);
      }
      leaks.look([replaced.text], names);
      let next = 0;
      for (const word of foldedWords(text)) {
        while ((people[next]?.end ?? Infinity) <= word.start) next += 1;
        if ((people[next]?.start ?? Infinity) < word.end) continue;
        outside += 1;
        const { start, end } = replaced.move(word);
        if (/^Pessoa-/.test(replaced.text.slice(start, end))) tooMany += 1;
      }
    },
    shares() {
      const { names, namesLeft } = leaks.counts();
      const percent = (part: number, all: number) => (100 * part) / Math.max(1, all);
      return {
        mentions,
        names,
        whole: percent(whole, mentions),
        some: percent(some, mentions),
        namesLeft: percent(namesLeft, names),
        tooMany: percent(tooMany, outside),
      };
    },
  };
}
