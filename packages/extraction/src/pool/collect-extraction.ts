import { z } from 'zod';
import { CHILD_FAILURE_CODES } from '../child/extraction-failure.ts';
import type { Frame } from '../child/frames.ts';
import {
  type Attachment,
  DOCUMENT_TYPES,
  type ExtractedPage,
  type Extraction,
  type OutlineEntry,
  type RemovedSpan,
} from '../extraction.ts';

const count = z.number().int().nonnegative();
const pageHead = z.object({
  number: z.number().int().positive(),
  start: count,
  end: count,
  width: z.number(),
  height: z.number(),
  rotation: z.number(),
  textSource: z.enum(['layer', 'ocr', 'none']),
  reason: z.string().max(40).exactOptional(),
  confidence: z.number().min(0).max(1).exactOptional(),
  /** How many runs the frame's bytes begin with; the advances follow. */
  runs: count,
});
const removedHead = z.object({
  page: z.number().int().positive().nullable(),
  rule: z.string().max(40),
  text: z.string(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).exactOptional(),
});
const attachmentHead = z.object({
  name: z.string().min(1).max(400),
  sizeBytes: count,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
});
const outlineHead = z.object({
  title: z.string().min(1).max(200),
  page: z.number().int().positive(),
  depth: z.number().int().min(0).max(10),
});
const propertiesHead = z.record(z.string().max(40), z.union([z.string().max(1000), z.number(), z.boolean()]));
const doneHead = z.object({ mediaType: z.enum(DOCUMENT_TYPES), extractorVersion: z.string().max(40) });
const failedHead = z.object({ code: z.enum(CHILD_FAILURE_CODES), message: z.string().max(500) });

/** How a document ended as its child tells it. */
export type Outcome =
  | { readonly extraction: Extraction }
  | { readonly content: Uint8Array }
  | { readonly failure: z.infer<typeof failedHead> };

/** Puts the frames about one document together. What comes from a child is checked like input from outside, since the
 *  libraries in it read hostile files.
 *  @throws on a frame that does not fit; the child is then not to be trusted any more. */
export function openCollector(maxTextUnits: number): { take(frame: Frame): Outcome | undefined } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const pages: ExtractedPage[] = [];
  const removed: RemovedSpan[] = [];
  const attachments: Attachment[] = [];
  const outline: OutlineEntry[] = [];
  let texts: string[] = [];
  let units = 0;
  let properties: Extraction['properties'] = {};
  return {
    take({ kind, head, body }) {
      switch (kind) {
        case 'text': {
          const text = decoder.decode(body);
          units += text.length;
          if (units > maxTextUnits + 1 || text.includes('\0')) throw new RangeError('text over the limit or with NUL');
          texts.push(text);
          return undefined;
        }
        case 'page':
          pages.push(toPage(pageHead.parse(head), body, units));
          return undefined;
        case 'removed':
          removed.push(...z.array(removedHead).parse(head));
          return undefined;
        case 'attachment':
          attachments.push(attachmentHead.parse(head));
          return undefined;
        case 'outline':
          outline.push(...z.array(outlineHead).parse(head));
          return undefined;
        case 'properties':
          properties = propertiesHead.parse(head);
          return undefined;
        case 'content':
          return { content: body };
        case 'failed':
          return { failure: failedHead.parse(head) };
        case 'done': {
          const text = texts.join('');
          texts = [];
          return { extraction: { ...doneHead.parse(head), text, pages, removed, attachments, outline, properties } };
        }
        default:
          return undefined;
      }
    },
  };
}

function toPage(head: z.infer<typeof pageHead>, body: Uint8Array, units: number): ExtractedPage {
  const runBytes = head.runs * 24;
  if (runBytes > body.byteLength || head.end > units || head.start > head.end)
    throw new RangeError('page out of range');
  // copied: the frame's own bytes need not be aligned
  const runs = new Int32Array(head.runs * 6);
  new Uint8Array(runs.buffer).set(body.subarray(0, runBytes));
  const advances = new Int16Array((body.byteLength - runBytes) >> 1);
  new Uint8Array(advances.buffer).set(body.subarray(runBytes, runBytes + advances.byteLength));
  let reached = head.start;
  let placed = 0;
  for (let run = 0; run < runs.length; run += 6) {
    const [start = -1, end = -1] = runs.subarray(run, run + 2);
    if (start < reached || end <= start || end > head.end) throw new RangeError('run out of range');
    reached = end;
    placed += end - start;
  }
  if (placed !== advances.length) throw new RangeError('advances out of range');
  return { ...head, runs, advances };
}
