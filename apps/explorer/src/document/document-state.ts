import { z } from 'zod';
import { refuse } from '../safety/refusal.ts';

const position = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** Which part of a document is shown, as it stands in the address. */
const schema = z.object({
  page: position.min(1).optional(),
  /** A position, or the range of what is quoted: `123` or `123-145`, in code points. */
  at: z
    .string()
    .regex(/^\d{1,9}(-\d{1,9})?$/)
    .optional(),
  /** The text has changed since the link that led here was made. */
  changed: z.literal('1').optional(),
});

/** What of a document is shown. */
export interface DocumentState {
  readonly wanted: { readonly number: number } | { readonly at: number };
  readonly quoted: { readonly start: number; readonly end: number } | undefined;
  readonly hasChanged: boolean;
}

/** Reads it. @throws {Refusal} `badRequest`. */
export function readDocumentState(query: Readonly<Record<string, string>>): DocumentState {
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw refuse('badRequest', String(parsed.error.issues[0]?.path[0] ?? ''));
  const { page, at, changed } = parsed.data;
  const [start = 0, end] = (at ?? '').split('-').map(Number);
  return {
    wanted: at === undefined ? { number: page ?? 1 } : { at: start },
    quoted: at === undefined || end === undefined || end <= start ? undefined : { start, end },
    hasChanged: changed !== undefined,
  };
}

/** An id in an address. @throws {Refusal} `notFound` where it can be none. */
export function readId(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) throw refuse('notFound');
  return Number(text);
}
