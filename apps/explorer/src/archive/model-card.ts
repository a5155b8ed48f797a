import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findModelFolder } from '@acervo/inference';
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
export async function findModelCard(
  model: { readonly name: string; readonly hash: string },
  folders: readonly string[],
): Promise<ModelCard | undefined> {
  const folder = await findModelFolder(model, folders);
  if (folder === undefined) return undefined;
  const written = await readFile(join(folder, 'scores.json'), 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  const { data } = schema.safeParse(parse(written));
  return data && { dataset: data.dataset, f1: data.dev.entity.micro.f1, interval95: data.dev.entity.interval95 };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // somebody's own file: not a card
  }
}
