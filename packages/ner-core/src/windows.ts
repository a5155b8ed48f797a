import type { Token } from './tokenizer.ts';

/** Tokens that go through the model together, and the words whose scores it may give. */
export interface Window {
  /** 0-based, in document order. */
  readonly index: number;
  /** 1..sizeTokens tokens, without special tokens. */
  readonly tokens: readonly Token[];
  /** The window gives the scores of the words in `[keptStart, keptEnd)` (word indexes; possibly none) that have a
   *  token. Kept parts follow each other without gap or overlap, from word 0 to the last word that has a token. */
  readonly keptStart: number;
  readonly keptEnd: number;
  /** How many of the kept words are longer than a whole window, so that their tokens are spread over several. */
  readonly cutWords: number;
}

/** How {@link windows} cuts. */
export interface WindowOptions {
  /** Most tokens in a window, special tokens not counted; an integer ≥ 1. */
  readonly sizeTokens: number;
  /** Tokens that neighbours share at least: more where whole words ask for it, fewer only beside words longer than
   *  `sizeTokens - overlapTokens`. An integer, `0 <= overlapTokens < sizeTokens`. */
  readonly overlapTokens: number;
}

/** Cuts a document's tokens into windows of whole words; lazily, holding no more than one window and one word.
 *  A word's scores come from the window in which its first token is farthest from an edge (of two equal ones, the
 *  earlier); the document's own start and end are no edges. A word longer than a window is cut and counted.
 *  @throws {RangeError} unless `0 <= overlapTokens < sizeTokens`, both integers. */
export function* windows(
  tokens: Iterable<Token>,
  { sizeTokens, overlapTokens }: WindowOptions,
): Generator<Window, void, undefined> {
  if (
    !(
      Number.isInteger(sizeTokens) &&
      Number.isInteger(overlapTokens) &&
      0 <= overlapTokens &&
      overlapTokens < sizeTokens
    )
  )
    throw new RangeError(`windows need 0 <= overlap < size in whole tokens, not ${overlapTokens} and ${sizeTokens}`);
  let pieces: Piece[] = [];
  let length = 0;
  let index = 0;
  let keptStart = 0;
  let cut: number[] = [];

  const close = (lastKept: Token | undefined): Window => {
    const keptEnd = Math.max(keptStart, (lastKept?.word ?? -1) + 1);
    const cutWords = cut.filter((word) => word < keptEnd).length;
    if (cutWords > 0) cut = cut.slice(cutWords);
    const window = { index: index++, tokens: pieces.flatMap((piece) => piece.tokens), keptStart, keptEnd, cutWords };
    keptStart = keptEnd;
    return window;
  };

  for (const piece of piecesOf(tokens, sizeTokens)) {
    if (length + piece.tokens.length > sizeTokens) {
      const [shared, sharedFrom] = sharedPieces(pieces, overlapTokens, sizeTokens - piece.tokens.length);
      // Between this window [a, b) and the next [a', b'), position p is at least as far from this window's end as from
      // the next one's start exactly if p - a' <= b - 1 - p; here p counts from a, and a' = length - shared.
      const lastKept = Math.floor((2 * length - shared - 1) / 2);
      yield close(tokenAt(pieces, lastKept));
      pieces = pieces.slice(sharedFrom);
      length = shared;
    }
    if (piece.cut) cut.push(piece.cut.word);
    pieces.push(piece);
    length += piece.tokens.length;
  }
  if (length > 0) yield close(pieces.at(-1)?.tokens.at(-1));
}

/** What windows never divide: a word, or one token of a word that is longer than a window. */
interface Piece {
  readonly tokens: readonly Token[];
  /** The first token of a word that has to be cut. */
  readonly cut?: Token;
}

function* piecesOf(tokens: Iterable<Token>, sizeTokens: number): Generator<Piece> {
  let word: Token[] = [];
  let longer = false;
  for (const token of tokens) {
    const head = word[0];
    if (head !== undefined && head.word !== token.word) {
      if (!longer) yield { tokens: word };
      word = [];
      longer = false;
    }
    if (longer) {
      yield { tokens: [token] };
    } else {
      word.push(token);
      if (word.length > sizeTokens) {
        longer = true;
        yield* word.map((part, at) => (at === 0 ? { tokens: [part], cut: part } : { tokens: [part] }));
        word = [token];
      }
    }
  }
  if (word.length > 0 && !longer) yield { tokens: word };
}

/** The pieces that the next window repeats, as [their tokens, index of the first]: at least `overlap` tokens, at most
 *  `room`, and never the whole window. */
function sharedPieces(pieces: readonly Piece[], overlap: number, room: number): [tokens: number, from: number] {
  let shared = 0;
  let from = pieces.length;
  while (from > 1 && shared < overlap) {
    const more = pieces[from - 1]?.tokens.length ?? 0;
    if (shared + more > room) break;
    shared += more;
    from--;
  }
  return [shared, from];
}

function tokenAt(pieces: readonly Piece[], position: number): Token | undefined {
  let from = 0;
  for (const { tokens } of pieces) {
    if (position < from + tokens.length) return tokens[position - from];
    from += tokens.length;
  }
  return undefined;
}
