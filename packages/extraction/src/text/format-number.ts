const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
/** Word repeats letters: z, aa, bb. More of them than this are no list. */
const MAX_LETTERS = 30;

/** A list number as Word writes it (ECMA-376 part 1, 17.18.59). Formats of other scripts, and numbers in words, come out
 *  as decimals; ordinals as in Portuguese. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'ordinal':
    case 'ordinalText':
      return `${value}º`;
    case 'lowerRoman':
      return toRoman(value);
    case 'upperRoman':
      return toRoman(value).toUpperCase();
    case 'lowerLetter':
      return toLetters(value);
    case 'upperLetter':
      return toLetters(value).toUpperCase();
    default:
      return String(value);
  }
}

function toRoman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  let rest = value;
  let text = '';
  for (const [amount, letters] of ROMAN) {
    for (; rest >= amount; rest -= amount) text += letters;
  }
  return text;
}

function toLetters(value: number): string {
  if (value < 1 || value > MAX_LETTERS * 26) return String(value);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
}
