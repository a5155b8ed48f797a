import { oneLine, shorten } from './terminal-text.ts';

/** Lines of a table for a terminal: headers, a rule, rows; numbers to the right; wide columns share what is left of `width`. */
export function formatTable(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  width: number,
): string[] {
  const cells = rows.map((row) => row.map(cellText));
  const right = columns.map(
    (_, column) => rows.some((row) => isNumber(row[column])) && rows.every((row) => isNumberOrNull(row[column])),
  );
  const natural = columns.map((name, column) =>
    Math.max(length(oneLine(name)), ...cells.map((row) => length(row[column] ?? ''))),
  );
  const widths = fit(natural, width - 2 * (columns.length - 1));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, column) => pad(shorten(text, widths[column] ?? 0), widths[column] ?? 0, right[column] ?? false))
      .join('  ')
      .trimEnd();
  return [line(columns.map(oneLine)), widths.map((each) => '─'.repeat(each)).join('  '), ...cells.map(line)];
}

/** A row as CSV (RFC 4180), values as PostgreSQL prints them, NULL as nothing. */
export function formatCsvRow(values: readonly unknown[]): string {
  return values
    .map((value) => {
      const text = value === null || value === undefined ? '' : plainText(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}

function cellText(value: unknown): string {
  return value === null || value === undefined ? '' : oneLine(plainText(value));
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}

/** Shrinks the widest columns until all fit; none below 8. */
function fit(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) - width;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= 8) break;
    const second = Math.max(8, ...widths.filter((each) => each < widest));
    const at = widths.indexOf(widest);
    const cut = Math.min(excess, Math.max(1, widest - second));
    widths[at] = widest - cut;
    excess -= cut;
  }
  return widths;
}

const length = (text: string) => Array.from(text).length;
const pad = (text: string, width: number, right: boolean) => {
  const spaces = ' '.repeat(Math.max(0, width - length(text)));
  return right ? spaces + text : text + spaces;
};
/** As PostgreSQL prints it (`1864.5`), or as people read it: `1,864.5`, in Portuguese `1.864,5`. */
const NUMBER = /^-?(\d+([.,]\d+)?|\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}(\.\d{3})+(,\d+)?)$/;
const isNumber = (value: unknown) =>
  typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && NUMBER.test(value));
const isNumberOrNull = (value: unknown) => value === null || value === undefined || isNumber(value);
