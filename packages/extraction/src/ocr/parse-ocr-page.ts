import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';
import type { OcrPage } from './ocr-page.ts';

/** A page as OCR read it, as JSON. */
export const ocrPage = z.object({
  number: z.number().int().positive(),
  turn: z.number(),
  confidence: z.number().min(0).max(1),
  words: z.array(
    z.object({
      text: z.string(),
      left: z.number(),
      right: z.number(),
      top: z.number(),
      bottom: z.number(),
      baseline: z.number(),
      size: z.number(),
      turn: z.number().optional(),
    }),
  ),
}) satisfies z.ZodType<OcrPage>;

/** A page as OCR read it, that was stored as JSON since.
 *  @throws {PipelineError} `internal` when it is none */
export function parseOcrPage(stored: unknown): OcrPage {
  const { data, error } = ocrPage.safeParse(stored);
  if (data !== undefined) return data;
  // without its cause, which quotes words
  throw new PipelineError('internal', `a stored reading has ${error.issues.length} faults`);
}
