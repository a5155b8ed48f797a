import { describe, expect, it } from 'vitest';
import { readSpecialIds, specialTokensSchema } from './special-ids.ts';
import { parseTokenizerDefinition } from './tokenizer-definition.ts';

const VOCAB = { '<s>': 0, '</s>': 2, '<unk>': 3, a: 4 };
const TEMPLATE = {
  type: 'TemplateProcessing',
  single: [
    { SpecialToken: { id: '<s>', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '</s>', type_id: 0 } },
  ],
  special_tokens: { '<s>': { ids: [0] }, '</s>': { ids: [2] } },
};

function read(changes: object, names: object = { pad_token: '<pad>' }, padId?: number) {
  const definition = parseTokenizerDefinition({
    model: { type: 'BPE', vocab: VOCAB, merges: [] },
    added_tokens: [{ id: 1, content: '<pad>', special: true }],
    ...changes,
  });
  return readSpecialIds(definition, specialTokensSchema.parse(names), { padId });
}

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'model-invalid', message: expect.stringMatching(message) });

describe('special tokens', () => {
  it.each([
    ['a template', TEMPLATE],
    ['a sequence', { type: 'Sequence', processors: [{ type: 'ByteLevel' }, TEMPLATE] }],
    ['RobertaProcessing', { type: 'RobertaProcessing', cls: ['<s>', 0], sep: ['</s>', 2] }],
    ['BertProcessing', { type: 'BertProcessing', cls: ['<s>', 0], sep: ['</s>', 2] }],
  ])('come from %s of tokenizer.json', (_, post_processor) => {
    expect(read({ post_processor })).toEqual({ clsId: 0, sepId: 2, padId: 1, unkId: 1 });
  });

  it('come by name where tokenizer.json puts nothing around a text', () => {
    const names = { cls_token: '<s>', sep_token: { content: '</s>' }, pad_token: '<pad>', unk_token: '<unk>' };
    expect(read({ post_processor: { type: 'ByteLevel' } }, names)).toEqual({ clsId: 0, sepId: 2, padId: 1, unkId: 3 });
  });

  it('take the padding from tokenizer.json or config.json where no name is given', () => {
    expect(read({ post_processor: TEMPLATE, padding: { pad_id: 4 } }, {}).padId).toBe(4);
    expect(read({ post_processor: TEMPLATE }, {}, 3).padId).toBe(3);
  });

  it('are named where they are missing', () => {
    expect(() => read({}, {})).toThrow(invalid(/lacks cls_token, sep_token, pad_token/));
    expect(() => read({ post_processor: TEMPLATE }, { pad_token: '<none>' })).toThrow(invalid(/lacks pad_token/));
    expect(() => read({}, { cls_token: '<s>', pad_token: '<pad>' })).toThrow(invalid(/lacks sep_token/));
  });

  it('must be one before and one after a text', () => {
    const post_processor = { ...TEMPLATE, single: TEMPLATE.single.slice(1) };
    expect(() => read({ post_processor })).toThrow(invalid(/one before and one after/));
  });
});

describe('a tokenizer.json', () => {
  it('of another kind is refused with the kinds that are read', () => {
    expect(() => parseTokenizerDefinition({ model: { type: 'WordLevel', vocab: VOCAB } })).toThrow(
      invalid(/WordLevel: Acervo reads WordPiece, BPE, Unigram/),
    );
  });

  it('without a kind is known by its vocabulary', () => {
    expect(parseTokenizerDefinition({ model: { vocab: [['a', -1]] } }).kind).toBe('Unigram');
    expect(parseTokenizerDefinition({ model: { vocab: VOCAB, merges: [] } }).kind).toBe('BPE');
    expect(parseTokenizerDefinition({ model: { vocab: VOCAB } }).kind).toBe('WordPiece');
  });
});
