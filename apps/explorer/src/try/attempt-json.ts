import type { RuleMention } from '@acervo/legal';
import { ENTITY_TYPES, toCodePoints } from '@acervo/ner-core';
import { z } from 'zod';
import type { Attempt } from './attempt.ts';

const position = z.int().nonnegative().describe('Unicode code points from the beginning of the text');
const mention = z.object({
  start: position,
  end: position,
  type: z.enum(ENTITY_TYPES),
  text: z.string(),
  score: z.number().min(0).max(1).describe('how probable it is that exactly this is a mention of this type'),
  unsure: z.boolean().describe("scored below the model's threshold for the type"),
  entity: z.object({ key: z.string(), name: z.string() }),
});

const ruleMention = mention.omit({ score: true, unsure: true }).extend({
  type: z.string().describe('CPF, CNPJ, OAB, DINHEIRO, EMAIL, or a type of the archive’s own rules'),
  valid: z.boolean().nullable().describe('whether check digits are right; null: it has none'),
});

/** What trying a text answers. */
export const attemptSchema = z.object({
  text: z.string(),
  doubt: z.enum(['short', 'not-portuguese', 'not-court']).nullable().describe('why the text may not be read well'),
  readings: z.array(
    z.object({
      model: z.object({ name: z.string(), hash: z.string() }),
      mentions: z.array(mention),
      tokens: z.int(),
      windows: z.int(),
      cutWords: z.int(),
      ms: z.int(),
    }),
  ),
  byRules: z.array(ruleMention).describe('what rules find, whatever the models do; may lie inside of their mentions'),
  differences: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'relabelled', 'moved']),
      a: mention.omit({ entity: true, unsure: true }).nullable(),
      b: mention.omit({ entity: true, unsure: true }).nullable(),
    }),
  ),
  words: z.array(z.tuple([z.string()], z.string())).describe('each word and its label by each model'),
});

/** An attempt as programs get it: positions count code points. */
export function attemptJson({
  text,
  doubt,
  readings,
  byRules,
  differences,
  words,
}: Attempt): z.infer<typeof attemptSchema> {
  const at = toCodePoints(text);
  const placed = <Part extends { start: number; end: number }>(part: Part) => ({
    ...part,
    start: at(part.start),
    end: at(part.end),
  });
  return {
    text,
    doubt: doubt ?? null,
    readings: readings.map(({ model: { name, hash }, mentions, thresholds, tokens, windows, cutWords, ms }) => ({
      model: { name, hash },
      mentions: mentions.map((found) => ({ ...placed(found), unsure: found.score < (thresholds[found.type] ?? 0) })),
      tokens,
      windows,
      cutWords,
      ms,
    })),
    byRules: byRules.map(({ entity, ...found }) => ({
      ...placed(found),
      entity: { key: entity.key, name: entity.name },
      valid: isValid(entity),
    })),
    differences: differences.map(({ kind, a, b }) => ({
      kind,
      a: a === undefined ? null : placed(bare(a)),
      b: b === undefined ? null : placed(bare(b)),
    })),
    words: words.map(({ start, end, labels }) => [text.slice(start, end), ...labels]),
  };
}

/** Whether the check digits of what a rule found are right; null where it has none. */
export function isValid({ attributes }: RuleMention['entity']): boolean | null {
  const { valid } = attributes;
  return typeof valid === 'boolean' ? valid : null;
}

function bare<M extends { start: number; end: number; type: string; text: string; score: number }>({
  start,
  end,
  type,
  text,
  score,
}: M): Pick<M, 'start' | 'end' | 'type' | 'text' | 'score'> {
  return { start, end, type, text, score };
}
