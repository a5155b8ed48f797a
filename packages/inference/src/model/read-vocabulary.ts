import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenizerDefinition } from '../tokenizer/tokenizer-definition.ts';
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

/** The vocabulary of a model folder: `vocab.txt`, or else that of its `tokenizer.json`, which is BERT's.
 *  Without a word about case, a vocabulary that has capitals is cased.
 *  @throws {PipelineError} `model-invalid`: neither, ids with gaps, or special tokens missing. */
export async function readVocabulary(folder: string, definition?: TokenizerDefinition): Promise<Vocabulary> {
  const fromLines = await readFile(join(folder, 'vocab.txt'), 'utf8').catch(() => undefined);
  const entries = fromLines === undefined ? entriesOf(definition) : splitLines(fromLines);
  const missing = SPECIAL_TOKENS.filter((token) => !entries.includes(token));
  if (missing.length > 0) throw modelInvalid(`the vocabulary lacks ${missing.join(', ')}: it is not a BERT vocabulary`);

  const given = parseModelFile(
    tokenizerConfigSchema,
    (await findJson(folder, 'tokenizer_config.json')) ?? {},
    'tokenizer_config.json',
  );
  const normalizer = definition?.normalizer ?? undefined;
  const cased = entries.some((entry) => !/^\[.*\]$/.test(entry) && entry !== entry.toLowerCase());
  const lowercase = given.do_lower_case ?? asBoolean(normalizer?.['lowercase']) ?? !cased;
  const stripAccents = given.strip_accents ?? asBoolean(normalizer?.['strip_accents']) ?? lowercase;
  return { entries, lowercase, stripAccents };
}

function splitLines(content: string): string[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function entriesOf(definition: TokenizerDefinition | undefined): string[] {
  if (definition === undefined || Array.isArray(definition.model.vocab)) {
    throw modelInvalid('vocab.txt can not be read: check its permissions');
  }
  const entries: string[] = [];
  for (const [token, id] of Object.entries(definition.model.vocab)) entries[id] = token;
  if (Object.keys(entries).length !== entries.length) throw modelInvalid('tokenizer.json: the ids have gaps');
  return entries;
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
