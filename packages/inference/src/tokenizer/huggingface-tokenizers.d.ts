/** What Acervo uses of @huggingface/tokenizers 0.2.0: its own declarations import without file extensions, which Node's
 *  module resolution does not find. */
declare module '@huggingface/tokenizers' {
  interface Part {
    readonly type: string;
    readonly [setting: string]: unknown;
  }

  /** `model` and `added_tokens` as in tokenizer.json; the steps may be replaced afterwards. */
  export class Tokenizer {
    constructor(
      definition: {
        readonly model: object;
        readonly added_tokens: readonly object[];
        readonly normalizer: Part | null;
        readonly pre_tokenizer: Part | null;
        readonly post_processor: null;
        readonly decoder: null;
      },
      config: object,
    );
    normalizer: Normalizer | null;
    pre_tokenizer: PreTokenizer | null;
    /** @returns an id is undefined where the vocabulary has neither the token nor one for unknown ones. */
    encode(text: string, options: { readonly add_special_tokens: boolean }): { readonly ids: (number | undefined)[] };
  }

  export abstract class Normalizer {
    constructor(part: Part);
    abstract normalize(text: string): string;
  }
  export class SequenceNormalizer extends Normalizer {
    normalize(text: string): string;
  }

  export abstract class PreTokenizer {
    abstract pre_tokenize_text(text: string, options?: { section_index?: number }): string[];
    pre_tokenize(text: string, options?: { section_index?: number }): string[];
  }
  export class SequencePreTokenizer extends PreTokenizer {
    constructor(part: Part);
    pre_tokenize_text(text: string, options?: { section_index?: number }): string[];
  }
  export class ByteLevelPreTokenizer extends PreTokenizer {
    constructor(part: Part);
    pattern: RegExp;
    pre_tokenize_text(text: string, options?: { section_index?: number }): string[];
  }
}
