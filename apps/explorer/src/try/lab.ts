import { type Db, findByRules, listModels } from '@acervo/db';
import {
  DEFAULT_MODEL_FOLDER,
  findModelFolder,
  modelFolders,
  openRecognizer,
  type Recognition,
  type Recognizer,
  readModelFolder,
} from '@acervo/inference';
import type { RuleMention } from '@acervo/legal';
import type { EntityType, Span } from '@acervo/ner-core';
import { type Configuration, openBudget, PipelineError } from '@acervo/runtime';

/** A model that can be tried. */
export interface LabModel {
  readonly name: string;
  /** Hex sha256: what tells versions of one name apart. */
  readonly hash: string;
  /** What the archive does with it; undefined: it comes with Acervo and the archive does not know it. */
  readonly state: 'installed' | 'filling' | 'active' | undefined;
  /** Whether its folder is where this process looks; that of an earlier default model may be gone. */
  readonly isHere: boolean;
}

/** What a model read, and how long it took. */
export interface LabReading extends Recognition {
  readonly thresholds: Readonly<Partial<Record<EntityType, number>>>;
  readonly ms: number;
}

/** Models and rules that read a text at once, outside of the archive. */
export interface Lab extends AsyncDisposable {
  /** The models of the archive and the one that comes with Acervo: those that are here first; of these the archive's own
   *  first, the active one before all. */
  list(): Promise<LabModel[]>;
  /** Reads one text; texts wait for each other.
   *  @throws {PipelineError} `model-missing`, `model-invalid`, `stopped`, or as a recognizer does. */
  read(
    model: LabModel,
    text: string,
    options: { readonly words: readonly Span[]; readonly signal: AbortSignal },
  ): Promise<LabReading>;
  /** What the archive's rules find in a text. */
  findByRules(text: string): Promise<RuleMention[]>;
}

type LabConfiguration = Pick<
  Configuration,
  'ACERVO_MODELS' | 'ACERVO_ARCHIVE' | 'ACERVO_DEVICE' | 'ACERVO_THREADS' | 'ACERVO_BATCH_TOKENS'
>;

/** Two models are compared side by side; a third closes the one that was used longest ago. */
const MAX_OPEN = 2;
/** Looking for a folder may read all of a model: one that is not here is looked for again after this time. */
const MISSING_FOR_MS = 30_000;
const STATE_ORDER = ['active', 'filling', 'installed', undefined];

/** Opens a lab; models are opened when they are first asked. */
export function openLab({ db, configuration }: { db: Db; configuration: LabConfiguration }): Lab {
  const folders = modelFolders(configuration);
  const opened = new Map<string, Promise<Recognizer>>();
  const inTurn = openBudget(1);
  const found = new Map<string, Promise<string | undefined>>();
  let defaultModel: Promise<LabModel | undefined> | undefined;

  function findFolder({ name, hash }: Pick<LabModel, 'name' | 'hash'>): Promise<string | undefined> {
    const known = found.get(hash);
    if (known !== undefined) return known;
    const finding = findModelFolder({ name, hash }, folders);
    found.set(hash, finding);
    const forget = () => found.delete(hash);
    finding.then((folder) => folder === undefined && setTimeout(forget, MISSING_FOR_MS).unref(), forget);
    return finding;
  }

  async function open(model: LabModel): Promise<Recognizer> {
    found.delete(model.hash); // another version may lie there by now
    const folder = await findFolder(model);
    if (folder === undefined)
      throw new PipelineError('model-missing', `a model is in none of ${folders.length} folders`);
    const { ACERVO_DEVICE: device, ACERVO_THREADS: threads, ACERVO_BATCH_TOKENS: batchTokens } = configuration;
    return openRecognizer({ folder, device, threads, batchTokens });
  }

  /** Called in turn: nobody uses the recognizer that is closed. */
  async function take(model: LabModel): Promise<Recognizer> {
    const recognizer = opened.get(model.hash) ?? open(model);
    opened.delete(model.hash); // the last used stands last
    opened.set(model.hash, recognizer);
    recognizer.catch(() => opened.delete(model.hash)); // whoever asks next tries again
    const oldest = opened.size > MAX_OPEN ? opened.entries().next().value : undefined;
    if (oldest !== undefined) {
      opened.delete(oldest[0]);
      await close(oldest[1]);
    }
    return recognizer;
  }

  return {
    async list() {
      const models = await Promise.all(
        (await listModels(db)).map(async ({ name, hash, state }): Promise<LabModel> => {
          const isHere = (await findFolder({ name, hash })) !== undefined;
          return { name, hash, state, isHere };
        }),
      );
      defaultModel ??= findDefaultModel();
      const own = await defaultModel;
      if (own !== undefined && !models.some(({ hash }) => hash === own.hash)) models.push(own);
      return models.sort(
        (a, b) => Number(b.isHere) - Number(a.isHere) || STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state),
      );
    },
    async read(model, text, { words, signal }) {
      using _turn = await inTurn.take(1, signal);
      const recognizer = await take(model);
      const startedAt = performance.now();
      const recognition = await recognizer.recognize(text, { words, signal });
      const ms = Math.round(performance.now() - startedAt);
      return { ...recognition, thresholds: recognizer.model.settings.thresholds ?? {}, ms };
    },
    findByRules: (text) => findByRules(db, text),
    async [Symbol.asyncDispose]() {
      await Promise.all([...opened.values()].map(close));
    },
  };
}

async function close(recognizer: Promise<Recognizer>): Promise<void> {
  const settled = await Promise.allSettled([recognizer]);
  for (const result of settled) if (result.status === 'fulfilled') await result.value[Symbol.asyncDispose]();
}

async function findDefaultModel(): Promise<LabModel | undefined> {
  try {
    const { name, hash } = await readModelFolder(DEFAULT_MODEL_FOLDER);
    return { name, hash, state: undefined, isHere: true };
  } catch (error) {
    if (error instanceof PipelineError) return undefined; // somebody has taken it away
    throw error;
  }
}
