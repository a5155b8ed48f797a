import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelRow } from '@acervo/db';
import { findModelFolder } from '@acervo/inference';
import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import { z } from 'zod';

const score = z.object({ f1: z.number().min(0).max(1) });

/** `scores.json` of a model folder, as far as it is shown. */
const schema = z.object({
  dataset: z.string(),
  dev: z.object({ entity: z.object({ micro: score, interval95: z.tuple([z.number(), z.number()]).optional() }) }),
});

/** What a model scored, and on what. */
export interface ModelCard {
  readonly dataset: string;
  readonly f1: number;
  readonly interval95: readonly [number, number] | undefined;
}

/** The scores that come with a model; undefined where its folder is not here or has none. */
async function findModelCard(model: NamedModel, folders: readonly string[]): Promise<ModelCard | undefined> {
  const folder = await findModelFolder(model, folders);
  if (folder === undefined) return undefined;
  const written = await readFile(join(folder, 'scores.json'), 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  const { data } = schema.safeParse(parse(written));
  return data && { dataset: data.dataset, f1: data.dev.entity.micro.f1, interval95: data.dev.entity.interval95 };
}

/** Looks cards up once: a model's hash covers its files, what was found holds. */
export function openCards(folders: readonly string[]): (model: NamedModel) => Promise<ModelCard | undefined> {
  const cards = new Map<string, Promise<ModelCard | undefined>>();
  return (model) => {
    const card = cards.get(model.hash) ?? findModelCard(model, folders);
    cards.set(model.hash, card);
    card.catch(() => cards.delete(model.hash));
    return card;
  };
}

interface NamedModel {
  readonly name: string;
  readonly hash: string;
}

const settings = z.object({ thresholds: z.partialRecord(z.enum(ENTITY_TYPES), z.number()).optional() });

/** The scores from which on a model's mentions of a type are shown, for types that have one. */
export function thresholdsOf({ settings: stored }: ModelRow): { type: EntityType; threshold: number }[] {
  const thresholds = settings.safeParse(stored).data?.thresholds ?? {};
  return ENTITY_TYPES.map((type) => ({ type, threshold: thresholds[type] ?? 0 })).filter(
    ({ threshold }) => threshold > 0,
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // somebody's own file: not a card
  }
}
