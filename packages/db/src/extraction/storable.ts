/** A string of a file's own (a property, a stamp) as PostgreSQL takes it: without NUL and lone surrogates. The text itself
 *  comes clean, since removing anything would shift it. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
