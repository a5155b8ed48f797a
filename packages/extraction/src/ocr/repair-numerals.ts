/** What a line begins with that may be the numeral of an item: letters that Tesseract takes strokes beside each other for,
 *  too, before a dash. */
const NUMERAL = /^[IVXLHNDUJl1]{1,6}$/;
const DASH = /^[-–—]$/;
const ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
const TENS = ['', 'X', 'XX', 'XXX', 'XL', 'L'];

/** Whether a line begins with something like a Roman numeral and a dash. */
export function beginsAsItem([numeral = '', dash = '']: readonly string[]): boolean {
  return NUMERAL.test(numeral) && DASH.test(dash);
}

/** Repairs the Roman numerals of lists' items where those before and after leave no doubt: strokes run together, and III
 *  comes as II or HI.
 *  @param lines words of the lines of a page in their order; as many come back */
export function repairNumerals(lines: readonly (readonly string[])[]): string[][] {
  const items = lines.flatMap((words, line) => (beginsAsItem(words) ? [{ line, numeral: words[0] ?? '' }] : []));
  const repaired = lines.map((words) => [...words]);
  let before = 0;
  for (const [index, { line, numeral }] of items.entries()) {
    const value = toNumber(numeral);
    if (value !== before + 1 && isItem(before + 1, numeral, items.slice(index + 1))) {
      before += 1;
      (repaired[line] as string[])[0] = write(before);
    } else before = value;
  }
  return repaired;
}

/** Whether an item that reads otherwise is that of a number: the next one that can be read goes on counting, or none does
 *  and its strokes are the same. */
function isItem(number: number, numeral: string, rest: readonly { readonly numeral: string }[]): boolean {
  const next = rest.findIndex((item) => toNumber(item.numeral) > 0);
  const nextValue = toNumber(rest[next]?.numeral ?? '');
  if (nextValue === number + 1 + next) return number > 1 || strokes(numeral) === 'I';
  return number > 1 && nextValue <= 1 && numeral.length > 1 && strokes(numeral) === strokes(write(number));
}

function write(value: number): string {
  return (TENS[Math.floor(value / 10)] ?? '') + (ONES[value % 10] ?? '');
}

/** 1 to 59, or 0 where it is none. */
function toNumber(numeral: string): number {
  for (let value = 1; value < 60; value++) if (write(value) === numeral) return value;
  return 0;
}

/** A numeral by its strokes. */
function strokes(numeral: string): string {
  return numeral.replaceAll(/[HNDU]/g, 'II').replaceAll(/[Jl1]/g, 'I');
}
