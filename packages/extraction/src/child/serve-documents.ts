import { EXTRACTOR_VERSION } from '../extraction.ts';
import type { OcrPage } from '../ocr/ocr-page.ts';
import { readAttachment } from '../pdf/attachments.ts';
import { type Channel, reportMemory } from './channel.ts';
import { extract } from './extract.ts';
import { className, ExtractionFailure } from './extraction-failure.ts';
import type { Frame } from './frames.ts';
import type { DocumentRequest, Part, SentRequest } from './part.ts';

/** Extracts one document after the other as they come, until the parent closes. */
export async function serveDocuments(channel: Channel): Promise<void> {
  await channel.send('ready');
  const frames = channel.frames[Symbol.asyncIterator]();
  for (let next = await frames.next(); next.done !== true; next = await frames.next()) {
    const { head, body } = next.value;
    try {
      const request = withReadings(head as SentRequest, channel, frames);
      if (request.attachment !== undefined) {
        await channel.send('content', null, await readAttachment(body, request.attachment, request.passwords));
        continue;
      }
      const { mediaType, parts } = extract(body, request);
      for await (const part of parts) await sendPart(channel, part);
      await channel.send('done', { mediaType, extractorVersion: EXTRACTOR_VERSION });
    } catch (error) {
      const failure =
        error instanceof ExtractionFailure ? error : new ExtractionFailure('corrupt', `reader: ${className(error)}`);
      await channel.send('failed', { code: failure.code, message: failure.message });
    }
  }
}

/** The request, with readings that the parent is asked for page by page. */
function withReadings(
  { ocr, ...request }: SentRequest,
  channel: Channel,
  frames: AsyncIterator<Frame>,
): DocumentRequest {
  if (ocr === undefined) return request;
  const read = async (page: number) => {
    await channel.send('wanted', { page });
    const { value, done } = await frames.next();
    if (done === true) throw new Error('the parent is gone');
    return value.head as OcrPage;
  };
  return { ...request, ocr: { ...ocr, read } };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Int16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

async function sendPart(channel: Channel, part: Part): Promise<void> {
  if (part.kind === 'page') {
    const { runs, advances, ...page } = part.page;
    await channel.send('text', null, Buffer.from(part.lead + part.text));
    const layout = Buffer.concat([bytesOf(runs), bytesOf(advances)]);
    await channel.send('page', { ...page, runs: runs.length / 6 }, layout);
  } else if (part.kind === 'text') await channel.send('text', null, Buffer.from(part.text));
  else if (part.kind === 'removed') await channel.send('removed', part.spans);
  else if (part.kind === 'attachment') await channel.send('attachment', part.attachment);
  else if (part.kind === 'outline') await channel.send('outline', part.entries);
  else if (part.kind === 'properties') await channel.send('properties', part.properties);
  else await reportMemory(channel);
}
