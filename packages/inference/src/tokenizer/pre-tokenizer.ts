import { ByteLevelPreTokenizer, PreTokenizer, SequencePreTokenizer } from '@huggingface/tokenizers';
import { type Part, partsOf } from './tokenizer-definition.ts';

type Split = (text: string, section: number) => string[];

/** As GPT-2's, with white space as the reference has it: U+0085 is, U+FEFF isn't. */
const BYTE_LEVEL_PARTS =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** The library's pre-tokenizer, with white space as the reference has it.
 *  @throws {Error} for a kind that the library doesn't know. */
export class ReferencePreTokenizer extends PreTokenizer {
  readonly #split: Split;

  constructor(part: Part) {
    super();
    this.#split = openSplit(part);
  }

  override pre_tokenize_text(text: string, options?: { section_index?: number }): string[] {
    return this.#split(text, options?.section_index ?? 0);
  }
}

function openSplit(part: Part): Split {
  switch (part.type) {
    case 'Sequence': {
      const steps = partsOf(part, 'pretokenizers').map(openSplit);
      return (text, section) => steps.reduce((pieces, step) => pieces.flatMap((piece) => step(piece, section)), [text]);
    }
    case 'WhitespaceSplit':
      return (text) => text.match(/\P{White_Space}+/gu) ?? [];
    case 'ByteLevel': {
      const theirs = new ByteLevelPreTokenizer(part);
      theirs.pattern = BYTE_LEVEL_PARTS;
      return (text) => theirs.pre_tokenize(text);
    }
    default: {
      const theirs = new SequencePreTokenizer({ type: 'Sequence', pretokenizers: [part] });
      return (text, section) => theirs.pre_tokenize(text, { section_index: section });
    }
  }
}
