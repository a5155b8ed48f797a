import { PipelineError } from '@acervo/runtime';
import type { z } from 'zod';

/** The error of a model folder that can't be used: says what is wrong and what to do, names files and labels only. */
export function modelInvalid(problem: string, cause?: unknown): PipelineError {
  return new PipelineError('model-invalid', problem, cause === undefined ? {} : { cause });
}

/** `value` as the schema reads it.
 *  @throws {PipelineError} `model-invalid`, naming the file and each field that is wrong. */
export function parseModelFile<T>(schema: z.ZodType<T>, value: unknown, fileName: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`);
  throw modelInvalid(`${fileName} does not fit: ${wrong.slice(0, 5).join('; ')}`);
}
