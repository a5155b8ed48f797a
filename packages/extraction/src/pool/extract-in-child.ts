import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';
import type { Frame } from '../child/frames.ts';
import type { DocumentRequest, SentRequest } from '../child/part.ts';
import type { Extraction } from '../extraction.ts';
import { type Outcome, openCollector } from './collect-extraction.ts';
import type { SupervisedChild } from './supervised-child.ts';

/** What comes with a document. */
export type DocumentOptions = Omit<DocumentRequest, 'maxTextUnits'>;

/** An outcome that is no failure. */
type Success = Exclude<Outcome, { failure: unknown }>;

const wantedHead = z.object({ page: z.number().int().positive() });

/** Extracts one document; the child is over afterwards if this throws with the reason of an end.
 *  @throws {PipelineError} see ExtractorPool */
export async function extractInChild(
  child: SupervisedChild,
  bytes: Uint8Array,
  options: DocumentOptions,
  signal?: AbortSignal,
): Promise<Extraction> {
  const outcome = await work(child, bytes, options, signal);
  return 'extraction' in outcome ? outcome.extraction : child.misbehaved();
}

/** The bytes of a file embedded in a document; otherwise as `extractInChild`. */
export async function readAttachmentInChild(
  child: SupervisedChild,
  bytes: Uint8Array,
  options: DocumentOptions & { readonly attachment: string },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const outcome = await work(child, bytes, options, signal);
  return 'content' in outcome ? outcome.content : child.misbehaved();
}

async function work(
  child: SupervisedChild,
  bytes: Uint8Array,
  { ocr, ...options }: DocumentOptions,
  signal?: AbortSignal,
): Promise<Success> {
  const { maxTextUnits } = child.limits;
  const collector = openCollector(maxTextUnits);
  const sent = ocr && { force: ocr.force, pages: ocr.pages };
  const request: SentRequest = { ...options, maxTextUnits, ...(sent === undefined ? {} : { ocr: sent }) };
  const take = (frame: Frame) => {
    if (frame.kind === 'wanted') return answerWanted(child, ocr, frame);
    const outcome = collector.take(frame);
    if (outcome === undefined || !('failure' in outcome)) return outcome;
    throw new PipelineError(outcome.failure.code, outcome.failure.message);
  };
  return await child.exchange(request, bytes, take, signal);
}

/** Sends what OCR has read of a page: one at a time, since that of a whole case file is large. */
async function answerWanted(child: SupervisedChild, ocr: DocumentOptions['ocr'], { head }: Frame): Promise<undefined> {
  const { page } = wantedHead.parse(head);
  if (!ocr?.pages.includes(page)) return child.misbehaved();
  child.send('answer', await child.unhurried(() => ocr.read(page)));
}
