/** What a line begins with that may be the numeral of an item: letters that Tesseract takes strokes beside each other for,
 *  too, before a dash. */
const NUMERAL = /^[IVXLHNDUl1]{1,6}$/;
const DASH = /^[-–—]$/;
const ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
const TENS = ['', 'X', 'XX', 'XXX', 'XL', 'L'];

/** Repairs the Roman numerals of lists' items where those before and after leave no doubt: strokes run together, and III
 *  comes as II or HI.
 *  @param lines words of the lines of a page in their order; as many come back */
export function repairNumerals(lines: readonly (readonly string[])[]): string[][] {
  const items = lines.flatMap(([numeral = '', dash = ''], line) =>
    NUMERAL.test(numeral) && DASH.test(dash) ? [{ line, numeral }] : [],
  );
  const repaired = lines.map((words) => [...words]);
  let before = 0;
  for (const [index, { line, numeral }] of items.entries()) {
    const value = toNumber(numeral);
    const next = toNumber(items[index + 1]?.numeral ?? '');
    const isBetween = before > 0 && next === before + 2;
    const isLast =
      before > 0 && (next === 1 || index + 1 === items.length) && strokes(numeral) === strokes(write(before + 1));
    if (value !== before + 1 && (isBetween || isLast)) {
      before += 1;
      (repaired[line] as string[])[0] = write(before);
    } else before = value;
  }
  return repaired;
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
  return numeral.replaceAll(/[HNDU]/g, 'II').replaceAll(/[l1]/g, 'I');
}
