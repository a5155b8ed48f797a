import { EXTRACTOR_VERSION } from '../extraction.ts';
import { readAttachment } from '../pdf/attachments.ts';
import { type Channel, reportMemory } from './channel.ts';
import { extract } from './extract.ts';
import { className, ExtractionFailure } from './extraction-failure.ts';
import type { DocumentRequest, Part } from './part.ts';

/** Extracts one document after the other as they come, until the parent closes. */
export async function serveDocuments(channel: Channel): Promise<void> {
  await channel.send('ready');
  for await (const { head, body } of channel.frames) {
    try {
      const request = head as DocumentRequest;
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
  else if (part.kind === 'properties') await channel.send('properties', part.properties);
  else await reportMemory(channel);
}
