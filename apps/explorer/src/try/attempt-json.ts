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
export function attemptJson({ text, doubt, readings, differences, words }: Attempt): z.infer<typeof attemptSchema> {
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
    differences: differences.map(({ kind, a, b }) => ({
      kind,
      a: a === undefined ? null : placed(bare(a)),
      b: b === undefined ? null : placed(bare(b)),
    })),
    words: words.map(({ start, end, labels }) => [text.slice(start, end), ...labels]),
  };
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
