/** Rows as CSV (RFC 4180) that spreadsheets open as text: what they would take for a formula is quoted with an apostrophe. */
export function toCsv(rows: Iterable<readonly (string | number | null)[]>): string {
  let written = '\ufeff'; // spreadsheets take UTF-8 for what it is only with it
  for (const row of rows) written += `${row.map(field).join(',')}\r\n`;
  return written;
}

function field(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
