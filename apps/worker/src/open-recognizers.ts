import { setTimeout as delay } from 'node:timers/promises';
import { type Db, getModel } from '@acervo/db';
import { findModelFolder, modelFolders, openRecognizer, type Recognizer } from '@acervo/inference';
import { type Configuration, type Logger, PipelineError } from '@acervo/runtime';

/** The recognizers of a worker: one per model, opened when its first document comes. Two at most are in use at a time (the
 *  active model and the filling one); a third closes the one that was used longest ago. */
export interface Recognizers extends AsyncDisposable {
  /** @throws {PipelineError} `model-missing` (retryable), `model-invalid`. */
  get(modelId: number): Promise<Recognizer>;
  /** Closes a model's recognizer whose threads can't be started any more; the next document opens it again. */
  drop(modelId: number): void;
  /** Windows, tokens and padding so far, of the recognizers that are open. */
  statistics(): Promise<Record<string, number>>;
}

const MAX_OPEN = 2;

/** A model that can't be had is looked for again after this time; until then its jobs wait in their places, so that a
 *  missing folder is an operator's trouble of a line every few seconds, and no document fails for it. */
const LOOK_AGAIN_MS = 5000;

/** Opens no recognizer yet. */
export function openRecognizers({
  db,
  configuration,
  logger,
  signal,
  onRefused,
}: {
  db: Db;
  configuration: Pick<
    Configuration,
    'ACERVO_MODELS' | 'ACERVO_ARCHIVE' | 'ACERVO_DEVICE' | 'ACERVO_THREADS' | 'ACERVO_BATCH_TOKENS'
  >;
  logger: Logger;
  signal: AbortSignal;
  /** Told of what no waiting mends: a device that can't be had, a refused setting. */
  onRefused: (error: unknown) => void;
}): Recognizers {
  const opened = new Map<number, Promise<Recognizer>>();

  async function open(modelId: number): Promise<Recognizer> {
    const folders = modelFolders(configuration);
    const folder = await findModelFolder(await getModel(db, modelId), folders);
    // the documents are fine, and an operator can still bring the model
    if (folder === undefined)
      throw new PipelineError('model-missing', `model ${modelId} is in none of ${folders.length} folders`, {
        retryable: true,
      });
    const { ACERVO_DEVICE: device, ACERVO_THREADS: threads, ACERVO_BATCH_TOKENS: batchTokens } = configuration;
    return openRecognizer({ folder, device, threads, batchTokens });
  }

  async function openOrWait(modelId: number): Promise<Recognizer> {
    try {
      return await open(modelId);
    } catch (error) {
      if (error instanceof PipelineError && error.code === 'usage') {
        onRefused(error);
        throw error;
      }
      logger.error({ modelId, err: error }, 'the model can not be opened, its documents wait');
      await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined); // stopping: no need to wait
      throw error;
    }
  }

  const close = async (recognizer: Promise<Recognizer>) => (await recognizer)[Symbol.asyncDispose]();

  return {
    get(modelId) {
      const known = opened.get(modelId);
      opened.delete(modelId); // the last used stands last
      const recognizer = known ?? openOrWait(modelId);
      opened.set(modelId, recognizer);
      if (!known) {
        recognizer.catch(() => opened.delete(modelId)); // the next document tries again
        const oldest = opened.size > MAX_OPEN ? opened.entries().next().value : undefined;
        if (oldest) {
          opened.delete(oldest[0]);
          close(oldest[1]).catch(() => undefined); // it could not be opened either
        }
      }
      return recognizer;
    },
    drop(modelId) {
      const recognizer = opened.get(modelId);
      opened.delete(modelId);
      if (recognizer) close(recognizer).catch(() => undefined); // it is given up either way
    },
    async statistics() {
      const sums: Record<string, number> = { calls: 0, windows: 0, tokens: 0, paddedTokens: 0, inferenceMs: 0 };
      for (const recognizer of await Promise.allSettled(opened.values())) {
        if (recognizer.status === 'rejected') continue;
        for (const [name, value] of Object.entries(recognizer.value.statistics()))
          sums[name] = (sums[name] ?? 0) + value;
      }
      return sums;
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled([...opened.values()].map(close));
    },
  };
}
