import type { DocumentRequest, Part } from '../child/part.ts';
import { decodeText } from '../text/decode-text.ts';
import { openLineParts } from '../text/line-parts.ts';

/** Reads plain text in whatever encoding, line by line.
 *  @throws {ExtractionFailure} `too-large` */
export async function* extractPlainText(
  bytes: Uint8Array<ArrayBuffer>,
  request: DocumentRequest,
): AsyncGenerator<Part> {
  const lines = openLineParts(request);
  for (const line of decodeText(bytes).split(/\r\n?|[\n\f\u0085\u2028\u2029]/)) yield* lines.add(line);
}
