import { z } from 'zod';
import { modelInvalid, parseModelFile } from '../model/model-invalid.ts';
import { findTokenId, type Part, partsOf, type TokenizerDefinition } from './tokenizer-definition.ts';

/** Ids of the tokens that stand for no text. */
export interface SpecialIds {
  /** Before and after each window. */
  readonly clsId: number;
  readonly sepId: number;
  readonly padId: number;
  /** Of what the vocabulary can't write; the padding where a byte-level vocabulary writes all. */
  readonly unkId: number;
}

const tokenName = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)])
  .nullish();

/** `tokenizer_config.json` and `special_tokens_map.json`. */
export const specialTokensSchema = z.looseObject({
  cls_token: tokenName,
  sep_token: tokenName,
  pad_token: tokenName,
  unk_token: tokenName,
});

type SpecialTokens = z.infer<typeof specialTokensSchema>;

/** Where nothing in the folder names a token: config.json's `pad_token_id`. */
interface Fallback {
  readonly padId: number | undefined;
}

/** What stands around a text comes from tokenizer.json's post-processor, as in the reference; by name, the rest.
 *  @throws {PipelineError} `model-invalid`, naming what is missing. */
export function readSpecialIds(definition: TokenizerDefinition, names: SpecialTokens, fallback: Fallback): SpecialIds {
  const idOf = (name: string | null | undefined): number | undefined =>
    typeof name === 'string' ? findTokenId(definition, name) : undefined;
  const around = readAround(definition);
  const clsId = around?.[0] ?? idOf(names.cls_token);
  const sepId = around?.[1] ?? idOf(names.sep_token);
  const { model, padding } = definition;
  const padId = idOf(names.pad_token) ?? padding?.pad_id ?? fallback.padId;
  const missing = [
    ...(clsId === undefined ? ['cls_token'] : []),
    ...(sepId === undefined ? ['sep_token'] : []),
    ...(padId === undefined ? ['pad_token'] : []),
  ];
  if (clsId === undefined || sepId === undefined || padId === undefined) {
    throw modelInvalid(
      `the tokenizer lacks ${missing.join(', ')}: name them in tokenizer_config.json, as tokens of tokenizer.json`,
    );
  }
  const unkId = idOf(names.unk_token) ?? idOf(model.unk_token) ?? model.unk_id ?? padId;
  return { clsId, sepId, padId, unkId };
}

/** Ids before and after a single text, or undefined where tokenizer.json puts nothing there.
 *  @throws {PipelineError} `model-invalid` where it puts anything else than one token on each side. */
function readAround(definition: TokenizerDefinition): readonly [number, number] | undefined {
  const parts = flatten(definition.post_processor);
  for (const part of parts) {
    if (part.type === 'BertProcessing' || part.type === 'RobertaProcessing') {
      const { cls, sep } = parseModelFile(pairSchema, part, 'tokenizer.json: post_processor');
      return [cls[1], sep[1]];
    }
    if (part.type === 'TemplateProcessing') return readTemplate(part);
  }
  return undefined;
}

function flatten(part: Part | null | undefined): Part[] {
  if (!part) return [];
  return part.type === 'Sequence' ? partsOf(part, 'processors').flatMap(flatten) : [part];
}

const pairSchema = z.looseObject({
  cls: z.tuple([z.string(), z.number().int()]),
  sep: z.tuple([z.string(), z.number().int()]),
});

const templateSchema = z.looseObject({
  /** Without a special token, the text. */
  single: z.array(z.object({ SpecialToken: z.object({ id: z.string() }).optional() })),
  special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number().int()) })),
});

function readTemplate(part: Part): readonly [number, number] {
  const { single, special_tokens } = parseModelFile(templateSchema, part, 'tokenizer.json: post_processor');
  const [before, text, after, ...more] = single.map(({ SpecialToken: special }) =>
    special === undefined ? 'text' : (special_tokens[special.id]?.ids ?? []),
  );
  if (more.length > 0 || text !== 'text' || before?.length !== 1 || after?.length !== 1) {
    throw modelInvalid('tokenizer.json puts other tokens around a text than one before and one after it');
  }
  return [Number(before[0]), Number(after[0])];
}
