import type { DocumentRequest, Part } from '../child/part.ts';
import { decodeText } from '../text/decode-text.ts';
import { openLineParts } from '../text/line-parts.ts';
import { listHtmlLines } from './list-html-lines.ts';

/** Where a page may say its encoding. */
const HEAD_BYTES = 4096;

/** Reads a web page as a browser shows it without styles: blocks as lines, rows of tables as lines of cells, items of
 *  numbered lists with their numbers. What is marked as hidden is a removed span.
 *  @throws {ExtractionFailure} `too-large` */
export async function* extractHtml(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest): AsyncGenerator<Part> {
  const lines = openLineParts(request);
  const hidden: string[] = [];
  for (const line of listHtmlLines(decodeHtml(bytes), hidden)) yield* lines.add(line);
  yield* lines.remove('hidden-text', hidden);
}

/** By byte order mark, by what the page says (it is an error to declare UTF-16 this way), else by the bytes. */
function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const hasMark = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(head);
  const label = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|^<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head);
  const name = label?.[1] ?? label?.[2];
  if (hasMark || name === undefined || /^utf-?16/i.test(name)) return decodeText(bytes);
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(bytes);
    return text;
  } catch {
    return decodeText(bytes); // unknown, or not what the page is written in
  }
}
