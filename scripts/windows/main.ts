/** `npm run windows -- --model FOLDER [--corpus DIR] [--settings 126/32,510/128] [--reference 510/478] [--documents N]
 *  [--rounds N]`: recognizes a CoNLL folder (LeNER-Br dev beside the checkout, unless given) with several windows and
 *  prints how many entities differ from those of the reference setting, entity F1, and what each setting costs. A setting
 *  is windowTokens/overlapTokens. With more rounds the settings take turns, there and back, and speeds are means. */
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { entityScores, findDisagreements } from '@acervo/ner-core';
import { readConllFolder } from '../../packages/inference/test/read-conll.ts';
import { parseSetting } from './parse-setting.ts';
import { type Answer, recognizeWithWindows } from './recognize-with-windows.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SETTINGS =
  '126/16,126/32,126/64,254/16,254/32,254/64,254/96,254/128,510/16,510/32,510/64,510/96,510/128,510/192,510/256';
const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    corpus: { type: 'string', default: join(root, '../shared/data/lener-br/dev') },
    settings: { type: 'string', default: SETTINGS },
    reference: { type: 'string', default: '510/478' },
    documents: { type: 'string' },
    rounds: { type: 'string', default: '1' },
  },
});
if (values.model === undefined) throw new Error('--model names a model folder');
const folder = resolve(values.model);
const settings = values.settings.split(',').map(parseSetting);
const documents = (await readConllFolder(resolve(values.corpus))).slice(0, Number(values.documents ?? Infinity));

const reference = await recognizeWithWindows(folder, parseSetting(values.reference), documents);
const answers = new Map<string, Answer[]>(settings.map(({ name }) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const setting of round % 2 === 0 ? settings : settings.toReversed()) {
    process.stderr.write(`${setting.name} …\n`);
    answers.get(setting.name)?.push(await recognizeWithWindows(folder, setting, documents));
  }
}

const gold = documents.map((document) => document.gold);
const count = reference.mentions.flat().length;
const line = (name: string, rounds: readonly Answer[]) => {
  const mentions = rounds[0]?.mentions ?? [];
  const differ = mentions.flatMap((found, at) => findDisagreements(reference.mentions[at] ?? [], found)).length;
  const seconds = rounds.reduce((sum, { seconds }) => sum + seconds, 0) / rounds.length;
  const { tokens = 0, processedTokens = 0 } = rounds[0] ?? {};
  const figures = [
    String(differ),
    `${((100 * differ) / count).toFixed(2)} %`,
    (100 * entityScores(gold, mentions).micro.f1).toFixed(2),
    (processedTokens / tokens).toFixed(2),
    Math.round(tokens / seconds).toLocaleString('en'),
  ];
  return `| ${name.replace('/', ' | ')} | ${figures.join(' | ')} |`;
};
const head = '| window | overlap | entities that differ | of all | entity F1 | processed per token | tokens/s |';
process.stdout.write(
  [
    `${basename(folder)}: ${documents.length} documents, ${count} entities with windows of ${values.reference}`,
    '',
    head,
    '|---|---|---|---|---|---|---|',
    ...settings.map(({ name }) => line(name, answers.get(name) ?? [])),
    line(values.reference, [reference]),
    '',
  ].join('\n'),
);
