import { join } from 'node:path';

/** File names on Unix are bytes, and archives unpacked from old zips hold Latin-1 ones. PostgreSQL stores text, so a byte
 *  that is not UTF-8 is kept as U+F700 + byte (U+F780 … U+F7FF); names that use these private characters themselves have
 *  their bytes kept the same way, so that both directions are exact. */
const ESCAPE = 0xf700;
const ESCAPED = /[\uf780-\uf7ff]/;

/** The text that stands for a file name or path. */
export function toPathText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  if (!text.includes('\ufffd') && !ESCAPED.test(text)) return text;
  let result = '';
  for (let at = 0; at < bytes.length; ) {
    const character = decodeOne(bytes, at);
    const taken = character === undefined || ESCAPED.test(character.text) ? undefined : character;
    result += taken?.text ?? String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
    at += taken?.length ?? 1;
  }
  return result;
}

/** What to give to `fs` for a path below a source: bytes only where the name is not UTF-8. */
export function filePath(sourcePath: string, path: string): string | Buffer {
  if (path === '') return sourcePath;
  if (!ESCAPED.test(path)) return join(sourcePath, path);
  const parts = path.split(/([\uf780-\uf7ff])/);
  const bytes = parts.map((part) => (ESCAPED.test(part) ? Buffer.of(part.charCodeAt(0) - ESCAPE) : Buffer.from(part)));
  return Buffer.concat([Buffer.from(`${sourcePath}/`), ...bytes]);
}

function decodeOne(bytes: Uint8Array, at: number): { text: string; length: number } | undefined {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, at + length)),
      length,
    };
  } catch {
    return undefined;
  }
}
