import { labelWords, type Span, splitWords } from '@acervo/ner-core';
import { PipelineError } from '@acervo/runtime';
import { DEFAULT_MODEL_FOLDER } from '../model/find-model-folder.ts';
import { type ModelFolder, readModelFolder } from '../model/read-model-folder.ts';
import type { Job } from './documents-thread.ts';
import { STATISTICS } from './messages.ts';
import { planThreads } from './plan-threads.ts';
import type { Recognition, RecognizeOptions, Recognizer, RecognizerOptions, WordLabel } from './recognizer.ts';
import { openThreadPool, type ThreadPool } from './thread-pool.ts';

/** Tokens of one call by device. Measured on a CPU: calls of about 512 tokens are fastest, fewer cost by the call, more fall out
 *  of the cache (so full windows go alone and short ones share); a GPU wants many. */
const DEFAULT_BATCH_TOKENS = { cpu: 512, cuda: 16_384 } as const;

/** Opens a model, the default one unless a folder is given, in threads of its own: one that cuts documents and decodes, and some
 *  that run the graph on the windows of all documents. The calling thread only sends texts and receives mentions.
 *  @throws {PipelineError} `model-invalid`, or `usage` where the device can't be had. */
export async function openRecognizer(options: RecognizerOptions = {}): Promise<Recognizer> {
  const model = await readModelFolder(options.folder ?? DEFAULT_MODEL_FOLDER);
  if (!options.uncalibrated) return openRecognizerOf(model, options);
  const { calibration: _, ...settings } = model.settings;
  return openRecognizerOf({ ...model, settings }, options);
}

/** As {@link openRecognizer}, for a folder that has been read; exposes its threads and their sums (to tests). */
export async function openRecognizerOf(
  model: ModelFolder,
  { threads, intraOpThreads, device = 'cpu', batchTokens }: Omit<RecognizerOptions, 'folder' | 'uncalibrated'>,
): Promise<Recognizer & { readonly pool: ThreadPool; readonly buffers: readonly SharedArrayBuffer[] }> {
  const plan = planThreads(model.settings, { threads, intraOpThreads, device });
  const buffers = Array.from(
    { length: plan.threads },
    () => new SharedArrayBuffer(Object.keys(STATISTICS).length * Float64Array.BYTES_PER_ELEMENT),
  );
  const pool = await openThreadPool(buffers, {
    model,
    device,
    intraOpThreads: plan.intraOpThreads,
    batchTokens: batchTokens ?? DEFAULT_BATCH_TOKENS[device],
  });
  const sum = (name: keyof typeof STATISTICS) =>
    buffers.reduce((total, buffer) => total + (new Float64Array(buffer)[STATISTICS[name]] ?? 0), 0);
  let lastId = 0;
  const recognize = (text: string, documentOptions: RecognizeOptions = {}) => {
    lastId += 1;
    return submit(pool, lastId, text, documentOptions);
  };
  return {
    model,
    pool,
    buffers,
    recognize,
    async labels(text, documentOptions = {}) {
      const words = documentOptions.words ?? [...splitWords(text)];
      const { mentions } = await recognize(text, { ...documentOptions, words });
      return pairWords(text, words, labelWords(words, mentions));
    },
    statistics() {
      return {
        calls: sum('calls'),
        windows: sum('windows'),
        tokens: sum('tokens'),
        paddedTokens: sum('paddedTokens'),
        inferenceMs: sum('inferenceMs'),
      };
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

function submit(pool: ThreadPool, id: number, text: string, { signal, words }: RecognizeOptions): Promise<Recognition> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      pool.cancel(job);
      reject(new PipelineError('stopped', 'recognition was aborted', { retryable: true, cause: signal?.reason }));
    };
    const job: Job = {
      id,
      text,
      words: words && packWords(words),
      mentions: [],
      settle(outcome) {
        signal?.removeEventListener('abort', stop);
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.recognition);
      },
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    pool.submit(job);
  });
}

function pairWords(text: string, words: readonly Span[], labels: readonly string[]): WordLabel[] {
  return words.map(({ start, end }, index) => [text.slice(start, end), labels[index] ?? 'O']);
}

function packWords(words: readonly Span[]): Uint32Array {
  const packed = new Uint32Array(2 * words.length);
  words.forEach((word, index) => {
    packed[2 * index] = word.start;
    packed[2 * index + 1] = word.end;
  });
  return packed;
}
