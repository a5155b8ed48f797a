import { basename, resolve } from 'node:path';
import type { z } from 'zod';
import { hashModel } from './hash-model.ts';
import { findModelFiles, type ModelFiles } from './model-files.ts';
import { modelInvalid, parseModelFile } from './model-invalid.ts';
import {
  acervoSettingsSchema,
  type LabelMap,
  type ModelSettings,
  modelConfigSchema,
  type TokenizerSettings,
} from './model-settings.ts';
import { findJson } from './read-json.ts';
import { readLabelScheme } from './read-label-scheme.ts';
import { readTokenizer } from './read-tokenizer.ts';

/** An installed model: files that fit each other, and how to run them. */
export interface ModelFolder {
  /** Absolute path. */
  readonly folder: string;
  /** The folder's own name. */
  readonly name: string;
  /** Hex sha256 over graph, external data, tokenizer, configuration, `acervo.json`, and windows that it leaves to us; independent of names. */
  readonly hash: string;
  /** Path of the graph inside the folder, with `/`. */
  readonly graphPath: string;
  readonly settings: ModelSettings;
}

const SPECIAL_TOKENS_PER_WINDOW = 2;
/** BERT's positions less [CLS] and [SEP]. */
const MAX_DEFAULT_WINDOW_TOKENS = 510;
/** Chosen from the table in docs/windows.md, and for speed. */
const DEFAULT_OVERLAP_TOKENS = 64;
/** Models that count positions from `pad_token_id + 1` on, as fairseq does: of 514, 512 can be used. */
const FAIRSEQ_MODELS = new Set([
  'camembert',
  'data2vec-text',
  'longformer',
  'mpnet',
  'roberta',
  'roberta-prelayernorm',
  'xlm-roberta',
  'xlm-roberta-xl',
  'xmod',
]);

/** Reads and checks a Hugging Face style folder without opening a session.
 *  @param labelMap foreign entity types to ours, besides and before those of `acervo.json`.
 *  @throws {PipelineError} `model-invalid`, saying what is missing or wrong and what to do. */
export async function readModelFolder(folder: string, labelMap: LabelMap = {}): Promise<ModelFolder> {
  const path = resolve(folder);
  const found = await findModelFiles(path);
  const tokenizer = await readTokenizer(path);
  const given = parseModelFile(acervoSettingsSchema, (await findJson(path, 'acervo.json')) ?? {}, 'acervo.json');
  const settings = await readSettings(path, found, tokenizer.settings, given, labelMap);
  const { windowTokens, overlapTokens } = settings;
  const windowsAreOurs = given.windowTokens === undefined || given.overlapTokens === undefined;
  return {
    folder: path,
    name: basename(path),
    hash: await hashModel(path, found.files, windowsAreOurs ? `windows ${windowTokens} ${overlapTokens}\n` : ''),
    graphPath: found.graphPath,
    settings,
  };
}

async function readSettings(
  folder: string,
  found: ModelFiles,
  tokenizer: TokenizerSettings,
  given: z.infer<typeof acervoSettingsSchema>,
  moreLabels: LabelMap,
): Promise<ModelSettings> {
  const config = parseModelFile(modelConfigSchema, await findJson(folder, 'config.json'), 'config.json');
  const labels = orderLabels(config.id2label);
  const labelMap = { ...given.labelMap, ...moreLabels };
  readLabelScheme({ labels, labelMap });
  return {
    labels,
    ...(Object.keys(labelMap).length === 0 ? {} : { labelMap }),
    decode: given.decode ?? 'viterbi',
    ...planWindows(given, countPositions(config)),
    ...(given.receptiveFieldTokens === undefined ? {} : { receptiveFieldTokens: given.receptiveFieldTokens }),
    temperature: given.temperature ?? 1,
    ...(given.calibration === undefined ? {} : { calibration: given.calibration }),
    ...(given.thresholds === undefined ? {} : { thresholds: given.thresholds }),
    tokenizer,
    dynamicallyQuantized: found.facts.dynamicallyQuantized,
    graphBytes: found.files
      .filter((file) => file.role === 'graph' || file.role.startsWith('data:'))
      .reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** `{"0": "O", …}` → `['O', …]`. */
function orderLabels(id2label: Readonly<Record<string, string>>): string[] {
  const labels = Object.keys(id2label).map((_, index) => id2label[String(index)]);
  const named = labels.filter((label) => label !== undefined);
  if (named.length < 2 || named.length !== labels.length) {
    throw modelInvalid('config.json: id2label must name every label from "0" on');
  }
  return named;
}

/** Tokens that the model has positions for, special ones included. */
function countPositions(config: z.infer<typeof modelConfigSchema>): number | undefined {
  const { max_position_embeddings: positions, model_type: type, pad_token_id: padId } = config;
  if (positions === undefined || type === undefined || !FAIRSEQ_MODELS.has(type)) return positions;
  return positions - (padId ?? 1) - 1;
}

function planWindows(
  given: { windowTokens?: number | undefined; overlapTokens?: number | undefined },
  positions: number | undefined,
): { windowTokens: number; overlapTokens: number } {
  const most = positions === undefined ? undefined : positions - SPECIAL_TOKENS_PER_WINDOW;
  const windowTokens = given.windowTokens ?? (most && Math.min(most, MAX_DEFAULT_WINDOW_TOKENS));
  if (windowTokens === undefined || windowTokens < 2) {
    throw modelInvalid('config.json has no max_position_embeddings: give windowTokens in acervo.json');
  }
  if (most !== undefined && windowTokens > most) {
    throw modelInvalid(`acervo.json: windowTokens is ${windowTokens}, but the model has room for ${most}`);
  }
  const overlapTokens = given.overlapTokens ?? Math.min(DEFAULT_OVERLAP_TOKENS, 2 * Math.floor(windowTokens / 4));
  if (overlapTokens >= windowTokens) {
    throw modelInvalid(`acervo.json: overlapTokens ${overlapTokens} must be below windowTokens ${windowTokens}`);
  }
  return { windowTokens, overlapTokens };
}
