import { z } from 'zod';
import { modelInvalid, parseModelFile } from '../model/model-invalid.ts';

const partSchema = z.looseObject({ type: z.string() });
const addedTokenSchema = z.looseObject({
  id: z.number().int().nonnegative(),
  content: z.string().min(1),
  special: z.boolean().optional(),
});

const definitionSchema = z.object({
  model: z.looseObject({
    type: z.string().optional(),
    vocab: z.union([z.record(z.string(), z.number()), z.array(z.tuple([z.string(), z.number()]))]),
    merges: z.array(z.unknown()).optional(),
    unk_token: z.string().nullish(),
    unk_id: z.number().int().nullish(),
    continuing_subword_prefix: z.string().nullish(),
  }),
  normalizer: partSchema.nullish(),
  pre_tokenizer: partSchema.nullish(),
  post_processor: partSchema.nullish(),
  padding: z.looseObject({ pad_id: z.number().int().optional() }).nullish(),
  added_tokens: z.array(addedTokenSchema).default([]),
});

/** One step of a tokenizer: its kind, and settings by kind. */
export type Part = z.infer<typeof partSchema>;

const KINDS = ['WordPiece', 'BPE', 'Unigram'] as const;

/** `tokenizer.json`, as far as Acervo reads it itself. */
export interface TokenizerDefinition extends z.infer<typeof definitionSchema> {
  readonly kind: (typeof KINDS)[number];
}

/** @throws {PipelineError} `model-invalid` where it is not a tokenizer, or of a kind that Acervo doesn't know. */
export function parseTokenizerDefinition(json: unknown): TokenizerDefinition {
  const parsed = parseModelFile(definitionSchema, json, 'tokenizer.json');
  const { type, vocab, merges } = parsed.model;
  // Files of before tokenizers 0.9 name no kind.
  const name = type ?? (Array.isArray(vocab) ? 'Unigram' : merges === undefined ? 'WordPiece' : 'BPE');
  const kind = KINDS.find((each) => each === name);
  if (kind === undefined) {
    throw modelInvalid(`tokenizer.json is of the kind ${name}: Acervo reads ${KINDS.join(', ')}`);
  }
  return { ...parsed, kind, model: { ...parsed.model, type: kind } };
}

/** The steps of a sequence. */
export function partsOf(part: Part, key: string): Part[] {
  return parseModelFile(z.array(partSchema), part[key], 'tokenizer.json');
}

/** Id of a token of the vocabulary, added tokens first. */
export function findTokenId({ added_tokens, model }: TokenizerDefinition, token: string): number | undefined {
  const added = added_tokens.find(({ content }) => content === token);
  if (added !== undefined) return added.id;
  if (!Array.isArray(model.vocab)) return Object.hasOwn(model.vocab, token) ? model.vocab[token] : undefined;
  const index = model.vocab.findIndex(([entry]) => entry === token);
  return index === -1 ? undefined : index;
}
