import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeDocument } from './document/normalize-document.ts';
import { fold, tidy } from './fold.ts';
import { normalize } from './normalize.ts';
import { findNumbers, findNumbersInSteps } from './numbers/find-numbers.ts';
import { parseUserRules } from './numbers/parse-user-rules.ts';
import { findPieces } from './parts/find-pieces.ts';

const TYPES = ['PESSOA', 'ORGANIZACAO', 'LOCAL', 'TEMPO', 'LEGISLACAO', 'JURISPRUDENCIA'];
const LONGEST_MS = 5;
const PIECES =
  '1|12|1.|0|.|-|/|,|;| e | a | de | do |da |º|ª|°|§|§§|\'|"|“|(|)| |\u00ad|\u00a0|n|nº |nos |Lei |lei complementar |Decreto-Lei |art. |arts. |inciso |alínea |I|IV|XX|a|e|parágrafo único|caput|c/c |' +
  'CPC|CF/88|referida lei|HC |REsp |AgRg no |EDcl no |ED-|AgR|/SP|SÚMULA |OJ |item |SBDI-1|Acórdão |-Plenário|2ª Câmara|TST-|1.0024.12.|2008.70.|0000001-|98.2020.|8.26.0100|' +
  'janeiro|vinte e |dois mil e |semestre|período de |São |Paulo|Dr. |Min. |OAB/SP |R$ 1|@|a.b@|CPF 1|111.111.111-|mil|milhões|\n|é|ç|𝔄|😀|\u0000|l|O';

/** The least time of up to thirty runs, with pauses: what the machine does beside them is not the rule's. */
function leastMs(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 30 && least > LONGEST_MS; run++) {
    if (run > 2) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20 * run);
    const before = performance.now();
    work();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

test('ten thousand adversarial strings take 5 ms at most, each by the rules of its type', () => {
  const piece = fc.constantFrom(...PIECES.split('|'));
  const repeated = fc
    .tuple(piece, piece, fc.integer({ min: 1, max: 1_000 }))
    .map(([one, other, times]) => `${one}${other}`.repeat(times));
  const mixed = fc.array(piece, { maxLength: 400 }).map((pieces) => pieces.join(''));
  const framed = fc.tuple(mixed, repeated, mixed).map((parts) => parts.join(''));
  for (const type of TYPES) normalize(type, 'Lei 1, HC 1, São Paulo/SP'); // tables are read once
  const texts = fc.oneof(repeated, mixed, framed).map((text) => text.slice(0, 2_000));
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), texts, (type, text) => {
      expect(leastMs(() => normalize(type, text))).toBeLessThanOrEqual(LONGEST_MS);
      expect(leastMs(() => findNumbers(text))).toBeLessThanOrEqual(LONGEST_MS);
    }),
    { numRuns: 10_000, seed: 6 },
  );
}, 300_000);

test('a row of marks within a text is folded in linear time', () => {
  const ms = (work: (text: string) => string, text: string) =>
    Math.min(...[1, 2, 3].map(() => timeOf(() => work(text)))) / 1_000;
  for (const mark of ['"', '-', ',', ' -', '(', '“', '/'])
    for (const work of [tidy, fold])
      expect(ms(work, `a${mark.repeat(50_000)}b`), `${work.name} ${mark}`).toBeLessThanOrEqual(100);
});

test('thousands of stamps on one page are read in linear time', () => {
  const texts = Array.from({ length: 4_000 }, (_, id) => [
    `Num. ${10_000_000 + id} - Pág. 1`,
    `Documento assinado ${id}`,
  ]);
  const removed = texts.flat().map((text) => ({ page: 1, text }));
  const pages = [{ number: 1, start: 0, end: 1, width: 595, height: 842 }];
  const ms = timeOf(() => findPieces({ pages, removed, outline: [] })) / 1_000;
  expect(ms).toBeLessThanOrEqual(500); // it was several seconds
});

test("what a user's pattern may try at a place is bounded, whatever the text", () => {
  const [rule] = parseUserRules("- type: X\n  pattern: 'a{0,200}b'\n");
  const steps = findNumbersInSteps('a'.repeat(100_000), rule && [rule]);
  const times: number[] = [];
  for (let done = false; !done; ) times.push(timeOf(() => (done = steps.next().done === true)));
  expect(Math.max(...times) / 1_000).toBeLessThanOrEqual(1_000);
});

test('a hundred thousand repetitions take no more than the beginning that is read', () => {
  for (const run of PIECES.split('|').filter((piece) => piece !== ''))
    for (const type of TYPES)
      expect(leastMs(() => normalize(type, `x${run.repeat(100_000)}x`))).toBeLessThanOrEqual(100);
});

test('the time for a document grows with its mentions, not with their square', () => {
  const sentence = 'a Lei 8.078/90, art. 5º da referida lei, HC 84.078/MG e REsp 1.234, em 5 de maio, J. S. Souza. ';
  const texts = [
    ['LEGISLACAO', 'Lei 8.078/90'],
    ['LEGISLACAO', 'art. 5º da referida lei'],
    ['JURISPRUDENCIA', 'HC 84.078/MG'],
    ['JURISPRUDENCIA', 'REsp 1.234'],
    ['TEMPO', '5 de maio'],
    ['PESSOA', 'J. S. Souza'],
  ] as const;
  const document = (sentences: number) => ({
    text: sentence.repeat(sentences),
    mentions: Array.from({ length: sentences }, (_, index) =>
      texts.map(([type, text]) => {
        const start = index * sentence.length + sentence.indexOf(text);
        return { type, text, start, end: start + text.length };
      }),
    ).flat(),
  });
  const least = (sentences: number) =>
    Math.min(...[1, 2, 3].map(() => timeOf(() => normalizeDocument(document(sentences)))));
  least(200);
  expect(least(4_000)).toBeLessThan(60 * least(400)); // ten times the mentions
});

function timeOf(work: () => unknown): number {
  const { user, system } = process.threadCpuUsage();
  work();
  const after = process.threadCpuUsage({ user, system });
  return after.user + after.system;
}
