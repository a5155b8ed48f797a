import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Document, findNumbers, normalizeDocument } from '@acervo/legal';
import { decisionParagraphs, openWorld } from '../samples/content.ts';
import { mentionsOf } from './database.ts';
import type { Row } from './report.ts';

const MENTIONS_A_DOCUMENT = 500;
const BAR = 20_000;

/** Mentions per second of one thread, read in documents: real citations (the development half of the gold file) with people and bodies between them; and
 *  characters per second that the number rules search. */
export async function benchNormalization(): Promise<Row[]> {
  const documents = documentsOf(await readGold());
  const mentions = documents.reduce((sum, document) => sum + document.mentions.length, 0);
  const rate = mentions * perSecond(() => documents.map((document) => normalizeDocument(document)));
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  return [
    {
      stage: 'normalization',
      what: 'mentions of all types, in documents, one thread',
      value: rate,
      unit: 'mentions/s',
      bar: { text: `≥ ${BAR.toLocaleString('en')} mentions/s`, passed: rate >= BAR },
    },
    {
      stage: 'normalization',
      what: 'text searched for CPF, CNPJ, OAB, amounts, e-mail, one thread',
      value: characters * perSecond(() => documents.map(({ text }) => findNumbers(text))),
      unit: 'characters/s',
    },
  ];
}

async function readGold(): Promise<{ type: string; text: string }[]> {
  const path = fileURLToPath(new URL('../../packages/legal/gold/mentions.tsv', import.meta.url));
  const rows = (await readFile(path, 'utf8')).trimEnd().split('\n').slice(1);
  return rows
    .map((row) => row.split('\t'))
    .filter(([, half]) => half === 'development')
    .map(([, , type = '', , text = '']) => ({ type, text }));
}

function documentsOf(gold: readonly { type: string; text: string }[]): Document[] {
  const people = decisionParagraphs(openWorld(5), 30).flatMap((paragraph) => mentionsOf(paragraph));
  const bodies = ['STF', 'Superior Tribunal de Justiça', 'INSS', 'Casa Exemplo S/A'].map((text) => ({
    type: 'ORGANIZACAO',
    text,
  }));
  const places = ['São Paulo/SP', 'Brasília', 'Estado do Paraná'].map((text) => ({ type: 'LOCAL', text }));
  const all = gold.flatMap((mention, index) => [
    mention,
    people[index % people.length] ?? mention,
    (index % 2 === 0 ? bodies[index % bodies.length] : places[index % places.length]) ?? mention,
  ]);
  return Array.from({ length: Math.ceil(all.length / MENTIONS_A_DOCUMENT) }, (_, index) =>
    documentOf(all.slice(index * MENTIONS_A_DOCUMENT, (index + 1) * MENTIONS_A_DOCUMENT)),
  );
}

function documentOf(mentions: readonly { type: string; text: string }[]): Document {
  let text = '';
  const placed = mentions.map((mention) => {
    text += 'como se lê em ';
    const start = text.length;
    text += `${mention.text}; `;
    return { type: mention.type, text: mention.text, start, end: start + mention.text.length };
  });
  return { text, mentions: placed };
}

/** How often `work` is done in a second of this thread's processor time, over two: a rate per core, whatever else the machine does. */
function perSecond(work: () => unknown): number {
  work();
  let times = 0;
  const before = process.threadCpuUsage();
  for (;;) {
    work();
    times++;
    const { user, system } = process.threadCpuUsage(before);
    if (user + system >= 2e6) return (times * 1e6) / (user + system);
  }
}
