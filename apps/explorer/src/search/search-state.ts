import type { FacetFilter, MentionCursor, PassageCursor } from '@acervo/db';
import { ROLE_WORDS } from '@acervo/legal';
import { z } from 'zod';
import { refuse } from '../safety/refusal.ts';

const id = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const words = z
  .string()
  .max(500)
  .transform((text) => text.toWellFormed().replaceAll('\0', ' ').trim());

/** Everything a page of results depends on, as it stands in the address. */
export const searchSchema = z.object({
  q: words.default('').describe('a name, a law, a case number, or words; "a phrase", or, -not'),
  entity: id.optional().describe('mentions of this entity, whatever `q` says'),
  article: z
    .string()
    .regex(/^[\dA-Za-z-]{1,12}$/)
    .optional()
    .describe('only mentions that name this article'),
  view: z
    .enum(['mentions', 'passages'])
    .optional()
    .describe('default: mentions where the question names a law or a precedent, or a role is asked for'),
  type: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,39}$/)
    .optional()
    .describe('a type of models, or one whose mentions rules find (CPF, OAB, …)'),
  role: z.enum(Object.keys(ROLE_WORDS)).optional().describe('what the text says that a person is in the case'),
  court: words.optional(),
  class: words.optional(),
  year: z.coerce.number().int().min(1500).max(2500).optional(),
  source: id.max(2 ** 31 - 1).optional(),
  score: z.coerce.number().min(0).max(1).optional().describe('least score of mentions'),
  sort: z.enum(['relevance', 'document']).default('relevance').describe('order of passages'),
  after: z
    .string()
    .regex(/^[\d.e-]{1,24}_\d{1,15}_\d{1,9}$/)
    .optional()
    .describe('where the next page starts, from the answer before'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export type SearchState = z.infer<typeof searchSchema>;

/** Reads the state of a page of results; empty fields of a form count as absent.
 *  @throws {Refusal} `badRequest` naming the first field that is wrong. */
export function readSearchState(query: Readonly<Record<string, string>>): SearchState {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const parsed = searchSchema.safeParse(given);
  if (!parsed.success) throw refuse('badRequest', String(parsed.error.issues[0]?.path[0] ?? ''));
  return parsed.data;
}

/** What a state says of documents. */
export function documentFilter({ court, class: ofClass, year, source }: SearchState): FacetFilter {
  return {
    ...(court === undefined ? {} : { court }),
    ...(ofClass === undefined ? {} : { class: ofClass }),
    ...(year === undefined ? {} : { year }),
    ...(source === undefined ? {} : { sourceId: source }),
  };
}

/** The cursor in `after`: the first number is an entity for mentions, a rank for passages. */
export function readCursor(after: string | undefined): { mention: MentionCursor; passage: PassageCursor } | undefined {
  if (after === undefined) return undefined;
  const [first = '', document = '', start = ''] = after.split('_');
  const [documentId, at] = [Number(document), Number(start)];
  const rank = Number(first);
  if (!Number.isFinite(rank) || at > 2 ** 31 - 1) throw refuse('badRequest', 'after');
  return {
    mention: { entityId: Math.max(0, Math.trunc(rank)), documentId, start: at },
    passage: { rank, documentId, start: at },
  };
}
