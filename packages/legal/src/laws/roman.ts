const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
const ROMAN = /^(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;

/** The value of a Roman numeral in lower case, 1..399; undefined for what isn't one. */
export function readRoman(word: string): number | undefined {
  if (!ROMAN.test(word)) return undefined;
  let total = 0;
  for (let at = 0; at < word.length; at++) {
    const value = VALUES[word[at] ?? ''] ?? 0;
    total += value < (VALUES[word[at + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

/** `IX` for 9; from 400 on, which no law reaches, digits. */
export function writeRoman(value: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  if (!(value > 0 && value < 400)) return String(value);
  let rest = value;
  let out = '';
  for (const [step, letters] of steps)
    while (rest >= step) {
      out += letters;
      rest -= step;
    }
  return out;
}
