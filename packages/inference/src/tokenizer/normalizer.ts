import { Normalizer, SequenceNormalizer } from '@huggingface/tokenizers';
import { openCharacterMap } from './character-map.ts';
import { type Part, partsOf } from './tokenizer-definition.ts';

type Normalize = (text: string) => string;

/** The library's normalizer, with those parts in place of its own that differ from the reference: SentencePiece's character map
 *  (which it takes for NFKC), and what white space and lower case are.
 *  @throws {Error} for a kind that the library doesn't know, {RangeError} for a damaged character map. */
export class ReferenceNormalizer extends Normalizer {
  readonly #normalize: Normalize;

  constructor(part: Part) {
    super({ type: 'NFC' }); // not used: normalize() is ours
    this.#normalize = openNormalizer(part);
  }

  override normalize(text: string): string {
    return this.#normalize(text);
  }
}

function openNormalizer(part: Part): Normalize {
  switch (part.type) {
    case 'Sequence': {
      const steps = partsOf(part, 'normalizers').map(openNormalizer);
      return (text) => steps.reduce((before, step) => step(before), text);
    }
    case 'Precompiled':
      return openCharacterMap(String(part['precompiled_charsmap'] ?? ''));
    case 'Strip':
      return openStrip(part['strip_left'] !== false, part['strip_right'] !== false);
    case 'Lowercase':
      return (text) => Array.from(text, (character) => character.toLowerCase()).join(''); // no final sigma
    default: {
      const theirs = new SequenceNormalizer({ type: 'Sequence', normalizers: [part] });
      return (text) => theirs.normalize(text);
    }
  }
}

/** `trim` would take U+FEFF for white space and U+0085 for none. */
function openStrip(left: boolean, right: boolean): Normalize {
  return (text) => {
    let start = 0;
    let end = text.length;
    while (left && start < end && isSpace(text, start)) start += 1;
    while (right && end > start && isSpace(text, end - 1)) end -= 1;
    return text.slice(start, end);
  };
}

function isSpace(text: string, at: number): boolean {
  return /^\p{White_Space}$/u.test(text.charAt(at));
}
