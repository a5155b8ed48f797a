/** Fonts whose characters mammoth turns into Unicode. */
const SYMBOL_FONTS = new Set(['symbol', 'webdings', 'wingdings', 'wingdings 2', 'wingdings 3']);
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML, between tags or quotes. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** `w:t` with exactly this text; tabs and line breaks as Word writes them. */
export function textMarkup(text: string): string {
  return text === '' ? '' : `<w:t xml:space="preserve">${escapeText(text)}</w:t>`;
}

/** `w:sym` (ECMA-376 part 1, 17.3.3.30) where mammoth knows the font, else the character itself. */
export function symbolMarkup(font: string, character: string): string {
  const code = Number.parseInt(character, 16);
  if (Number.isNaN(code) || code === 0 || code > 0x10ffff) return '';
  if (!SYMBOL_FONTS.has(font.toLowerCase())) return textMarkup(String.fromCodePoint(code).toWellFormed());
  return `<w:sym w:font="${escapeText(font)}" w:char="${code.toString(16).toUpperCase()}"/>`;
}
