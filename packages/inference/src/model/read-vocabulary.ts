import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { modelInvalid, parseModelFile } from './model-invalid.ts';
import { tokenizerConfigSchema } from './model-settings.ts';
import { findJson } from './read-json.ts';

/** A WordPiece vocabulary, by id, and how words are prepared for it. */
export interface Vocabulary {
  readonly entries: readonly string[];
  readonly lowercase: boolean;
  readonly stripAccents: boolean;
}

const SPECIAL_TOKENS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

const tokenizerSchema = z.object({
  model: z.object({
    type: z.string(),
    vocab: z.unknown(),
    continuing_subword_prefix: z.string().optional(),
  }),
  normalizer: z
    .object({ type: z.string(), lowercase: z.boolean().optional(), strip_accents: z.boolean().nullish() })
    .nullish(),
});

/** The vocabulary of a model folder: `vocab.txt`, or a `tokenizer.json` of the WordPiece kind.
 *  Without a word about case, a vocabulary that has capitals is cased.
 *  @throws {PipelineError} `model-invalid`: another kind of tokenizer, or special tokens missing. */
export async function readVocabulary(folder: string): Promise<Vocabulary> {
  const tokenizer = await findJson(folder, 'tokenizer.json');
  const fromLines = await readFile(join(folder, 'vocab.txt'), 'utf8').catch(() => undefined);
  const entries = fromLines === undefined ? readTokenizerVocabulary(tokenizer) : splitLines(fromLines);
  const missing = SPECIAL_TOKENS.filter((token) => !entries.includes(token));
  if (missing.length > 0) throw modelInvalid(`the vocabulary lacks ${missing.join(', ')}: it is not a BERT vocabulary`);

  const given = parseModelFile(
    tokenizerConfigSchema,
    (await findJson(folder, 'tokenizer_config.json')) ?? {},
    'tokenizer_config.json',
  );
  const normalizer = tokenizer === undefined ? undefined : tokenizerSchema.safeParse(tokenizer).data?.normalizer;
  const cased = entries.some((entry) => !/^\[.*\]$/.test(entry) && entry !== entry.toLowerCase());
  const lowercase = given.do_lower_case ?? normalizer?.lowercase ?? !cased;
  return { entries, lowercase, stripAccents: given.strip_accents ?? normalizer?.strip_accents ?? lowercase };
}

function splitLines(content: string): string[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function readTokenizerVocabulary(tokenizer: unknown): string[] {
  const { model } = parseModelFile(tokenizerSchema, tokenizer, 'tokenizer.json');
  if (model.type !== 'WordPiece' || (model.continuing_subword_prefix ?? '##') !== '##') {
    throw modelInvalid(`tokenizer.json is of the kind ${model.type}: not supported yet, only WordPiece with ## is`);
  }
  const ids = parseModelFile(z.record(z.string(), z.number().int().nonnegative()), model.vocab, 'tokenizer.json');
  const entries: string[] = [];
  for (const [token, id] of Object.entries(ids)) entries[id] = token;
  if (Object.keys(entries).length !== entries.length) throw modelInvalid('tokenizer.json: the ids have gaps');
  return entries;
}
