import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRecognizer, type RecognizerOptions } from '@acervo/inference';
import { PipelineError } from '@acervo/runtime';
import { seededRandom } from '../samples/content.ts';
import { runCommand } from './process-tree.ts';
import type { Row } from './report.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SHORT_DOCUMENTS = 1000;
const countWords = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);

/** What one pass over the texts took and read. */
type Recognized = Awaited<ReturnType<typeof recognizeAll>>;

/** Recognizes all texts at once; `options` are those of the recognizer. */
async function recognizeAll(folder: string, texts: readonly string[], options: Partial<RecognizerOptions> = {}) {
  await using recognizer = await openRecognizer({ ...options, folder });
  await recognizer.recognize(texts[0]?.slice(0, 500) ?? ''); // sessions warm
  const before = recognizer.statistics();
  const started = performance.now();
  const recognitions = await Promise.all(texts.map((text) => recognizer.recognize(text)));
  const seconds = (performance.now() - started) / 1000;
  const after = recognizer.statistics();
  const tokens = recognitions.reduce((sum, recognition) => sum + recognition.tokens, 0);
  const padded = after.paddedTokens - before.paddedTokens;
  return {
    mentions: recognitions.map((recognition) => recognition.mentions),
    seconds,
    tokens,
    padding: 1 - (after.tokens - before.tokens) / padded,
    calls: after.calls - before.calls,
    windows: after.windows - before.windows,
    inferenceMs: after.inferenceMs - before.inferenceMs,
  };
}

/** The default model on all texts, beside itself with one window a call (each twice, in turn and back, so that a machine
 *  that grows slower favours neither). Court documents are long: nearly all windows are full and pad nothing. */
export async function benchDefaultModel(folder: string, texts: readonly string[]): Promise<Row[]> {
  const rounds = { batched: [] as Recognized[], single: [] as Recognized[] };
  for (const kind of ['batched', 'single', 'single', 'batched'] as const) {
    rounds[kind].push(await recognizeAll(folder, texts, kind === 'single' ? { batchTokens: 1 } : {}));
  }
  const seconds = (kind: keyof typeof rounds) => rounds[kind].reduce((sum, round) => sum + round.seconds, 0) / 2;
  const tokens = rounds.batched[0]?.tokens ?? 0;
  const ratio = seconds('single') / seconds('batched');
  return [
    {
      stage: 'inference',
      what: 'default model, text to mentions',
      value: tokens / seconds('batched'),
      unit: 'tokens/s',
      beside: { what: 'one window a call', value: tokens / seconds('single') },
      bar: { text: 'no slower than one window a call (within 2 %)', passed: ratio >= 0.98 },
    },
    {
      stage: 'inference',
      what: 'default model, in words',
      value: countWords(texts) / seconds('batched'),
      unit: 'words/s',
    },
  ];
}

/** Short documents at once, beside the same with one window a call: their last windows differ in length, so only here can
 *  sharing calls pad much, or gain. */
export async function benchShortDocuments(folder: string, texts: readonly string[]): Promise<Row[]> {
  const short = cutShortDocuments(texts);
  const single = await recognizeAll(folder, short, { batchTokens: 1 });
  const shared = await recognizeAll(folder, short);
  const what = `default model, ${SHORT_DOCUMENTS.toLocaleString('en')} documents of one or two windows`;
  return [
    {
      stage: 'inference',
      what,
      value: shared.tokens / shared.seconds,
      unit: 'tokens/s',
      beside: { what: 'one window a call', value: single.tokens / single.seconds },
      bar: { text: 'no slower than one window a call', passed: shared.seconds <= single.seconds },
    },
    {
      stage: 'inference',
      what: `the same, windows a call`,
      value: shared.windows / shared.calls,
      unit: 'windows',
      bar: { text: 'more than 1: they share calls', passed: shared.windows > shared.calls },
    },
    {
      stage: 'inference',
      what: 'the same, padding among processed tokens',
      value: shared.padding * 100,
      unit: '%',
      bar: { text: 'at most 10 %', passed: shared.padding <= 0.1 },
    },
  ];
}

/** Parts of the texts, each of 10 to 1,500 words (a word is about 1.5 tokens; a window holds 1,534), most of them short. */
function cutShortDocuments(texts: readonly string[]): string[] {
  const random = seededRandom(7);
  const words = texts.join('\n').split(/\s+/);
  return Array.from({ length: SHORT_DOCUMENTS }, () => {
    const length = Math.round(10 * 150 ** random());
    const start = Math.floor(random() * Math.max(1, words.length - length));
    return words.slice(start, start + length).join(' ');
  });
}

/** The default model on a GPU beside the same on the CPU, and how many mentions both find. Nothing where there is no GPU. */
export async function benchCuda(folder: string, texts: readonly string[]): Promise<Row[]> {
  try {
    const many = Array.from({ length: 10 }, () => texts).flat();
    const gpu = await recognizeAll(folder, many, { device: 'cuda' });
    const cpu = await recognizeAll(folder, texts);
    const keys = ({ mentions }: Recognized) =>
      texts.flatMap((_, text) =>
        (mentions[text] ?? []).map(({ start, end, type }) => `${text} ${start} ${end} ${type}`),
      );
    const found = new Set(keys(gpu));
    const both = keys(cpu).filter((key) => found.has(key)).length;
    return [
      {
        stage: 'inference',
        what: `default model on a GPU, one worker (${(gpu.inferenceMs / gpu.seconds / 10).toFixed(0)} % of the time in the graph)`,
        value: countWords(many) / gpu.seconds,
        unit: 'words/s',
        beside: { what: `CPU, ${availableParallelism()} cores`, value: countWords(texts) / cpu.seconds },
      },
      {
        stage: 'inference',
        what: 'mentions found by the CPU that the GPU finds, too',
        value: (both / keys(cpu).length) * 100,
        unit: '%',
      },
    ];
  } catch (error) {
    if (!(error instanceof PipelineError && error.code === 'usage')) throw error;
    process.stderr.write(`${error.message}: the GPU is left out\n`);
    return [];
  }
}

/** Words and tokens a second of one recognizer, or of the pipeline. */
interface Speed {
  readonly words: number;
  readonly tokens: number;
}

/** A BERT-base-shaped model with random weights, ours in float32 and in int8, and the default model, beside the transformers
 *  pipeline on the same text (its weights are those of the first), which runs before and after them.
 *  `python` must have torch and transformers (training/requirements.txt). */
export async function benchBertBase(python: string, texts: readonly string[], defaultModel: string): Promise<Row[]> {
  const work = await mkdtemp(join(tmpdir(), 'acervo-bench-bert-'));
  const train = (module: string, ...options: string[]) =>
    runCommand(python, ['-m', `training.${module}`, ...options], { env: { PYTHONPATH: root } });
  try {
    const folder = join(work, 'bert');
    await train('make_bert', '--shape', 'base', '--out', folder);
    const sample = texts.join('\n').slice(0, 60_000);
    const textFile = join(work, 'text.txt');
    await writeFile(textFile, sample);
    await mkdir(join(work, 'words'));
    const words = sample.split(/\s+/).filter((word) => word !== '');
    await writeFile(join(work, 'words', 'sample.conll'), words.map((word) => `${word} O\n`).join(''));
    await train('quantize', folder, '--out', join(work, 'int8'), '--text', join(work, 'words'));
    const script = fileURLToPath(new URL('transformers-pipeline.py', import.meta.url));
    const pipeline = async (): Promise<Speed> => {
      const printed = await runCommand(python, [script, folder, textFile]);
      const { tokens, seconds }: { tokens: number; seconds: number } = JSON.parse(
        printed.trim().split('\n').at(-1) ?? '',
      );
      return { tokens: tokens / seconds, words: words.length / seconds };
    };
    const ours = async (model: string): Promise<Speed> => {
      const { tokens, seconds } = await recognizeAll(model, [sample]);
      return { tokens: tokens / seconds, words: words.length / seconds };
    };
    const before = await pipeline();
    const float32 = await ours(folder);
    const int8 = await ours(join(work, 'int8'));
    const small = await ours(defaultModel);
    const after = await pipeline();
    const theirs = { tokens: (before.tokens + after.tokens) / 2, words: (before.words + after.words) / 2 };
    const cores = `${availableParallelism()} cores`;
    const row = (what: string, speed: Speed, unit: keyof Speed, least: number): Row => ({
      stage: 'inference',
      what,
      value: speed[unit],
      unit: `${unit}/s`,
      beside: { what: 'transformers pipeline, fp32', value: theirs[unit] },
      bar: {
        text: least === 1 ? 'at least equal' : `at least ${least} times`,
        passed: speed[unit] >= least * theirs[unit],
      },
    });
    return [
      row(`BERT-base shape, fp32, random weights, ${cores}`, float32, 'tokens', 1),
      row(`BERT-base shape, static int8, ${cores}`, int8, 'tokens', 3),
      row(`default model beside a BERT base, ${cores}`, small, 'words', 20),
    ];
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
