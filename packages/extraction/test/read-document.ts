import { extract } from '../src/child/extract.ts';
import type { Properties } from '../src/child/part.ts';
import type { MediaType, RemovedSpan } from '../src/extraction.ts';

/** Text, removed spans and properties of a document, read in this process. */
export async function readDocument(
  bytes: Uint8Array,
  { extension = '', maxTextUnits = 1_000_000 }: { extension?: string; maxTextUnits?: number } = {},
): Promise<{ mediaType: MediaType; text: string; removed: RemovedSpan[]; properties: Properties }> {
  const { mediaType, parts } = extract(new Uint8Array(bytes), { passwords: [], maxTextUnits, extension });
  let text = '';
  let properties: Properties = {};
  const removed: RemovedSpan[] = [];
  for await (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'page') text += part.lead + part.text;
    else if (part.kind === 'removed') removed.push(...part.spans);
    else if (part.kind === 'properties') properties = part.properties;
  }
  return { mediaType, text, removed, properties };
}
