import { type Calibration, ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import { z } from 'zod';

const positive = z.number().int().positive();

/** `config.json` as Hugging Face writes it; only what Acervo needs of it. */
export const modelConfigSchema = z.object({
  /** Label of each logit, by its index in decimal: `{"0": "O", "1": "B-PESSOA", …}`. */
  id2label: z.record(z.string().regex(/^\d+$/), z.string().min(1)),
  max_position_embeddings: positive.optional(),
  model_type: z.string().optional(),
  pad_token_id: z.number().int().nonnegative().nullish(),
});

/** `tokenizer_config.json`, optional. */
export const tokenizerConfigSchema = z.object({
  do_lower_case: z.boolean().optional(),
  strip_accents: z.boolean().nullish(),
});

/** `acervo.json`, optional: how Acervo runs this model. Unknown keys are for other readers of the file. */
export const acervoSettingsSchema = z.object({
  decode: z.enum(['viterbi', 'argmax']).optional(),
  windowTokens: positive.optional(),
  overlapTokens: z.number().int().nonnegative().multipleOf(2).optional(),
  receptiveFieldTokens: z.number().int().nonnegative().optional(),
  temperature: z.number().positive().optional(),
  calibration: z.object({ slope: z.number().positive(), intercept: z.number() }).optional(),
  thresholds: z.partialRecord(z.enum(ENTITY_TYPES), z.number().min(0).max(1)).optional(),
  labelMap: z.record(z.string(), z.string()).optional(),
});

/** The kind of a model's tokenizer; of ours, also how it prepares words. */
export type TokenizerSettings =
  | { readonly kind: 'WordPiece'; readonly lowercase: boolean; readonly stripAccents: boolean }
  | { readonly kind: 'WordPiece' | 'BPE' | 'Unigram' };

/** Foreign entity types to ours, `{ PER: 'PESSOA' }`. */
export type LabelMap = Readonly<Record<string, string>>;

/** How a model is run: everything about it that changes what it answers, besides its files. Plain JSON. */
export interface ModelSettings {
  /** The label of each logit, in the graph's order. */
  readonly labels: readonly string[];
  readonly labelMap?: LabelMap;
  readonly decode: 'viterbi' | 'argmax';
  /** Tokens of a window at most, special tokens not counted. */
  readonly windowTokens: number;
  /** Tokens that neighbouring windows share; even and below `windowTokens`. */
  readonly overlapTokens: number;
  /** Tokens on each side that can change a token's logits, where that is finite. */
  readonly receptiveFieldTokens?: number;
  /** Logits are divided by it before they become probabilities; fitted on held-out text. */
  readonly temperature: number;
  /** How the probability of a mention becomes its score; without one it is the score. */
  readonly calibration?: Calibration;
  /** Mentions scored below their type's are stored, but not shown unless asked for. */
  readonly thresholds?: Readonly<Partial<Record<EntityType, number>>>;
  readonly tokenizer: TokenizerSettings;
  /** The graph chooses number scales by looking at the whole batch, so windows must go through it alone. */
  readonly dynamicallyQuantized: boolean;
  /** Bytes of graph and weights, from which threads are planned. */
  readonly graphBytes: number;
}
