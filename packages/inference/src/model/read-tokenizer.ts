import { openWordPiece, type Tokenizer } from '@acervo/ner-core';
import { openLibraryTokenizer } from '../tokenizer/library-tokenizer.ts';
import { readSpecialIds, specialTokensSchema } from '../tokenizer/special-ids.ts';
import { parseTokenizerDefinition, type TokenizerDefinition } from '../tokenizer/tokenizer-definition.ts';
import { modelInvalid, parseModelFile } from './model-invalid.ts';
import { modelConfigSchema, type TokenizerSettings } from './model-settings.ts';
import { findJson } from './read-json.ts';
import { readVocabulary } from './read-vocabulary.ts';

/** A model's tokenizer, ready, and what to say of it. */
export interface ModelTokenizer {
  readonly tokenizer: Tokenizer;
  readonly settings: TokenizerSettings;
}

/** Opens the tokenizer of a model folder: our WordPiece where it is BERT's (`vocab.txt`, or `tokenizer.json` of that shape),
 *  else what `tokenizer.json` describes.
 *  @throws {PipelineError} `model-invalid`, naming what is missing. */
export async function readTokenizer(folder: string): Promise<ModelTokenizer> {
  const json = await findJson(folder, 'tokenizer.json');
  const definition = json === undefined ? undefined : parseTokenizerDefinition(json);
  if (definition !== undefined && !isBert(definition)) return readLibraryTokenizer(folder, definition);
  const { entries, lowercase, stripAccents } = await readVocabulary(folder, definition);
  return {
    tokenizer: openWordPiece(entries, { lowercase, stripAccents }),
    settings: { kind: 'WordPiece', lowercase, stripAccents },
  };
}

/** Whether our WordPiece does all that the file says. */
function isBert({ kind, model, normalizer, pre_tokenizer }: TokenizerDefinition): boolean {
  return (
    kind === 'WordPiece' &&
    (model.continuing_subword_prefix ?? '##') === '##' &&
    (model.unk_token ?? '[UNK]') === '[UNK]' &&
    (!normalizer ||
      (normalizer.type === 'BertNormalizer' &&
        normalizer['clean_text'] !== false &&
        normalizer['handle_chinese_chars'] !== false)) &&
    (!pre_tokenizer || pre_tokenizer.type === 'BertPreTokenizer')
  );
}

async function readLibraryTokenizer(folder: string, definition: TokenizerDefinition): Promise<ModelTokenizer> {
  const map = parseModelFile(
    specialTokensSchema,
    (await findJson(folder, 'special_tokens_map.json')) ?? {},
    'special_tokens_map.json',
  );
  const named = parseModelFile(
    specialTokensSchema,
    (await findJson(folder, 'tokenizer_config.json')) ?? {},
    'tokenizer_config.json',
  );
  const config = modelConfigSchema.safeParse(await findJson(folder, 'config.json')).data;
  const ids = readSpecialIds(definition, { ...map, ...named }, { padId: config?.pad_token_id ?? undefined });
  try {
    return { tokenizer: openLibraryTokenizer(definition, ids), settings: { kind: definition.kind } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw modelInvalid(`tokenizer.json can not be used (${reason.slice(0, 200)})`, error);
  }
}
