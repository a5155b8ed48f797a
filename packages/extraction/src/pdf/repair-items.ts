import { isListed } from '../text/word-list.ts';
import type { GlyphItem } from './load-pdfjs.ts';

/** Words that must make sense, and the share of them, before text is taken for what its glyph numbers say. */
const MIN_WORDS = 3;
const MIN_SHARE = 0.5;
const macintosh = new TextDecoder('macintosh');

/** Repairs text of fonts that have no map from glyphs to characters: what stands there then are glyph numbers. TrueType
 *  fonts of the usual makers number their glyphs in the order of the Macintosh character set (Apple's TrueType Reference
 *  Manual, 'post' table, format 1), from the space at 3 on: `6XSUHPR` is `Supremo`. Only where words come out. */
export function repairItems(items: readonly GlyphItem[]): readonly GlyphItem[] {
  // the space is glyph 3, a control character: text that makes sense has none
  const suspects = new Set(items.filter(({ str }) => str.includes('\u0003')).map(({ fontName }) => fontName));
  for (const font of suspects) {
    const texts = items.filter(({ fontName }) => fontName === font).map((item) => decode(item).join(''));
    const words = texts.join(' ').match(/\p{L}{4,}/gu) ?? [];
    const listed = words.filter((word) => isListed(word.toLowerCase())).length;
    if (words.length < MIN_WORDS || listed < MIN_SHARE * words.length) suspects.delete(font);
  }
  if (suspects.size === 0) return items;
  return items.map((item) => {
    if (!suspects.has(item.fontName)) return item;
    const pieces = decode(item);
    return { ...item, pieces, str: pieces.join('') };
  });
}

/** The pieces of an item, glyph numbers read as characters; spaces between glyphs stay. */
function decode({ str, pieces = [str], glyphs = [] }: GlyphItem): string[] {
  let glyph = 0;
  return pieces.map((piece, index) => {
    if (glyphs[glyph] !== index + 1) return piece;
    glyph += 4;
    const number = piece.charCodeAt(0);
    if (piece.length !== 1 || number < 3 || number > 225) return piece;
    // the character set has no character at 127
    return macintosh.decode(Uint8Array.of(number < 98 ? number + 29 : number + 30));
  });
}
