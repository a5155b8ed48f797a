/** `npm run score:copies [-- folder corpus]`: how similar are real documents that are not copies, and copies that were altered? */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bandsOf, estimateSimilarity, type Fingerprint, fingerprintText, NEAR } from '@acervo/db';
import { readFiles } from '../score-metadata/read-files.ts';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const [folder = join(data, 'court-docs'), corpus = join(data, 'corpus')] = process.argv.slice(2);
/** Decisions of one kind of case, whose judges use forms. */
const SOURCES =
  'tjsp-negativacao tjsp-planos-economicos tjsp-medicamentos tjma-sentencas tjal-ementas stf-adpf-decisoes';
/** Documents of a source that are compared with each other. */
const COMPARED = 6_000;

/** Alterations that somebody makes to a text, by word; `other` are words of another document. */
const ALTERATIONS: Record<string, (words: readonly string[], other: readonly string[]) => string[]> = {
  'a stamp of 20 words on each page, left in': (words) =>
    words.flatMap((word, at) => (at % 400 === 399 ? [word, ...STAMP.map((part) => `${part}${at}`)] : [word])),
  'a paragraph of 60 words replaced': (words, other) => [
    ...words.slice(0, Math.floor(words.length / 2)),
    ...other.slice(0, 60),
    ...words.slice(Math.floor(words.length / 2) + 60),
  ],
  'a page of 400 words appended': (words, other) => [...words, ...other.slice(0, 400)],
  'one word in 40 replaced (names, dates, amounts)': (words) =>
    words.map((word, at) => (at % 40 === 20 ? `x${at}` : word)),
};
const STAMP =
  'Este documento foi gerado pelo usuário em às Número do documento consulte o site informe o código da autenticidade abaixo'.split(
    ' ',
  );

const print = (line: string) => process.stdout.write(`${line}\n`);

function fingerprint(text: string): Fingerprint | undefined {
  const steps = fingerprintText(text);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function sharesBand(some: Fingerprint, other: Fingerprint): boolean {
  const bands = bandsOf(other.sketch);
  return bandsOf(some.sketch).some((band) => bands.includes(band));
}

/** Compares each text with every other. */
function comparePairs(name: string, texts: readonly string[]): void {
  const known = texts.map(fingerprint).filter((one) => one !== undefined);
  const counts = { pairs: 0, same: 0, near: 0, found: 0, below: 0 };
  let highest = 0;
  for (const [at, one] of known.entries())
    for (const other of known.slice(at + 1)) {
      const similarity = estimateSimilarity(one.sketch, other.sketch);
      counts.pairs++;
      if (similarity >= 0.8 && similarity < NEAR) counts.below++;
      if (similarity < NEAR) highest = Math.max(highest, similarity);
      else {
        counts.near++;
        if (one.bareTextHash.equals(other.bareTextHash)) counts.same++;
        if (sharesBand(one, other)) counts.found++;
      }
    }
  print(
    `${name}: ${texts.length} texts, ${texts.length - known.length} too short, ${counts.pairs} pairs: ${counts.same} same, ` +
      `${counts.near} at ${NEAR} or more (${counts.found} share a band), ${counts.below} from 0.8, highest below ${highest.toFixed(3)}`,
  );
}

/** Alters each text in every way and compares it with itself. */
function compareAltered(texts: readonly string[]): void {
  const long = texts.map((text) => text.split(/\s+/)).filter((words) => words.length >= 200);
  for (const [name, alter] of Object.entries(ALTERATIONS))
    for (const [least, most] of [
      [200, 1_000],
      [1_000, 5_000],
      [5_000, Number.POSITIVE_INFINITY],
    ] as const) {
      const some = long.filter(({ length }) => length >= least && length < most);
      const similar = some.flatMap((words) => {
        const one = fingerprint(words.join(' '));
        const other = fingerprint(alter(words, long[(long.indexOf(words) + 1) % long.length] ?? []).join(' '));
        if (one === undefined || other === undefined) return [];
        return [{ similarity: estimateSimilarity(one.sketch, other.sketch), isFound: sharesBand(one, other) }];
      });
      const near = similar.filter(({ similarity, isFound }) => similarity >= NEAR && isFound).length;
      const middle = similar.map(({ similarity }) => similarity).sort((a, b) => a - b)[similar.length >> 1] ?? 0;
      print(
        `${name}, ${least} words or more: ${near} of ${similar.length} are found to be near, median ${middle.toFixed(3)}`,
      );
    }
}

const texts = [...(await readFiles(folder)).values()].map(({ text }) => text);
comparePairs('files', texts);
compareAltered(texts);
for (const source of SOURCES.split(' ')) {
  const unpacked = execFileSync('xz', ['-dc', join(corpus, `${source}.txt.xz`)], { maxBuffer: 2 ** 30 }).toString();
  comparePairs(source, unpacked.split('\n\u001e\n').slice(0, COMPARED));
}
