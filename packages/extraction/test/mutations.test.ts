import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PipelineError } from '@acervo/runtime';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../src/index.ts';
import { draw } from './draw-pdf.ts';
import { expectSound } from './expect-sound.ts';

const SEED = 20_261_126;
const COUNT = 500;
/** After so many, what the parent holds must not grow any more. */
const WARM_UP = 150;
const CHILDREN = 2;
const LIMITS = { children: CHILDREN, timeoutMs: 10_000, maxRssBytes: 384 * 1024 * 1024, maxTextUnits: 1_000_000 };
/** How a damaged document may end, besides with a text: a child that crashes is not among them. */
const CODES = ['encrypted', 'corrupt', 'empty', 'unsupported-type', 'too-large', 'timeout', 'out-of-memory'];
const MB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Real documents, and the same without compression: there, damage gets past what unpacks them. */
async function readDocuments(): Promise<[extension: string, bytes: Uint8Array][]> {
  const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url));
  const words = sample('peticao-inicial.docx');
  const plain = await draw(
    (pdf) => {
      for (const page of [1, 2, 3]) {
        pdf.addPage().fontSize(12);
        for (let line = 0; line < 30; line++) pdf.text(`Página ${page}, linha ${line} do acórdão.`, 70, 80 + 20 * line);
      }
    },
    { compress: false, autoFirstPage: false },
  );
  return [
    ['pdf', plain],
    ['docx', zipSync(unzipSync(words), { level: 0 })],
    ['docx', words],
    ['docx', sample('despacho-audiencias.docx')],
    ...['acordao-em-maiusculas', 'diario-oficial-duas-colunas', 'sentenca-com-selo-lateral'].map(
      (name): [string, Uint8Array] => ['pdf', sample(`${name}.pdf`)],
    ),
    ['pdf', sample('voto-com-notas-de-rodape.pdf')],
    ['txt.p7s', readFileSync(new URL('../test-data/signed/streamed.txt.p7s', import.meta.url))],
  ];
}

const MILLION = 1_000_000;
const place = fc.noBias(fc.nat(MILLION - 1)).map((millionths) => millionths / MILLION);
/** Bytes changed at places of a document, and how much of it is there; both as shares of its length. */
const damage = fc.record({
  document: fc.noBias(fc.nat(MILLION)),
  flips: fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 40 }),
  kept: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: place }),
});

function mutate(bytes: Uint8Array, { flips, kept }: { flips: [at: number, bits: number][]; kept: number }): Uint8Array {
  // a copy: `slice` of a Buffer is none
  const mutated = Uint8Array.from(bytes.subarray(0, Math.ceil(kept * bytes.length)));
  for (const [at, bits] of flips) {
    const index = Math.floor(at * mutated.length);
    mutated[index] = (mutated[index] ?? 0) ^ bits;
  }
  return mutated;
}

async function endOf(pool: ExtractorPool, bytes: Uint8Array, extension: string): Promise<string> {
  try {
    expectSound(await pool.extract(bytes, { extension }));
    return 'done';
  } catch (error) {
    if (error instanceof PipelineError) return error.code;
    throw error;
  }
}

/** What this process holds, besides what the garbage collector would take. */
function takeStock() {
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rssMb: rss / MB, heapMb: (heapUsed + external) / MB, resources: process.getActiveResourcesInfo().length };
}

test('damaged documents end with a text or a known code, and leave nothing behind', { timeout: 300_000 }, async () => {
  const documents = await readDocuments();
  const before = takeStock();
  const ends = new Map<string, number>();
  {
    await using pool = openExtractorPool(LIMITS);
    for (const [extension, bytes] of documents) expect(await endOf(pool, bytes, extension)).toBe('done');
    const mutations = fc.sample(damage, { seed: SEED, numRuns: COUNT });
    const work = async (upTo: number) => {
      while (mutations.length > COUNT - upTo) {
        const mutation = mutations.pop();
        const [extension, bytes] = documents[(mutation?.document ?? 0) % documents.length] ?? ['', new Uint8Array()];
        const end = await endOf(pool, mutate(bytes, mutation ?? { flips: [], kept: 1 }), extension);
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
    };
    const workAll = (upTo: number) => Promise.all(Array.from({ length: CHILDREN }, () => work(upTo)));
    await workAll(WARM_UP);
    const warm = takeStock();
    await workAll(COUNT);
    const after = takeStock();

    expect(after.resources).toBeLessThanOrEqual(warm.resources);
    expect(after.heapMb - warm.heapMb).toBeLessThan(4);
    expect(after.rssMb - warm.rssMb).toBeLessThan(64);
    for (const [extension, bytes] of documents) expect(await endOf(pool, bytes, extension)).toBe('done');
  }
  expect([...ends.keys()].filter((end) => end !== 'done' && !CODES.includes(end))).toEqual([]);
  // the damage was neither harmless nor fatal throughout
  expect(ends.get('done')).toBeGreaterThan(0.2 * COUNT);
  expect(ends.get('corrupt')).toBeGreaterThan(0.1 * COUNT);
  await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before.resources);
});
