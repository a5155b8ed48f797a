import type { ExtractorPool } from '@acervo/extraction';
import { refuse } from '../safety/refusal.ts';
import type { LabModel } from './lab.ts';

/** UTF-16 units of a text that is tried; longer files are read up to there, which is said. */
export const MAX_TRIED_UNITS = 200_000;

/** What somebody wants to try. */
export interface TriedText {
  readonly text: string;
  /** UTF-16 units of the whole text; more than `text` has: it was cut. */
  readonly wholeUnits: number;
}

/** The text of a form: that of the file where there is one, else what was pasted.
 *  @throws {Refusal} `tooLarge` for a pasted text beyond the limit. @throws {PipelineError} as extraction does. */
export async function readTriedText(
  pool: ExtractorPool,
  { text, file }: { readonly text: string; readonly file: File | undefined },
  signal: AbortSignal,
): Promise<TriedText> {
  if (file === undefined) {
    if (text.length > MAX_TRIED_UNITS) throw refuse('tooLarge', 'text');
    return { text: cleanPasted(text), wholeUnits: 0 };
  }
  const extraction = await pool.extract(new Uint8Array(await file.arrayBuffer()), { signal });
  return { text: beginningOf(extraction.text), wholeUnits: extraction.text.length };
}

/** The models that `references` (beginnings of hashes) name, in their order; without any, the first one that is here.
 *  @throws {Refusal} `badRequest` where one names none. */
export function chooseModels(models: readonly LabModel[], references: readonly string[]): LabModel[] {
  const named = references.filter((reference) => reference !== '');
  if (named.length === 0) return models.filter(({ isHere }) => isHere).slice(0, 1);
  const chosen = named.map((reference) => {
    const model = /^[0-9a-f]{8,64}$/.test(reference)
      ? models.find(({ hash }) => hash.startsWith(reference))
      : undefined;
    if (model === undefined) throw refuse('badRequest', 'no such model');
    return model;
  });
  return [...new Set(chosen)].slice(0, 2);
}

/** As it will be stored nowhere, but read: no NUL, no lone surrogates, lines that end in one way. */
function cleanPasted(text: string): string {
  return text.toWellFormed().replaceAll('\0', ' ').replace(/\r\n?/g, '\n');
}

/** The beginning of a text, up to the end of a word. */
function beginningOf(text: string): string {
  if (text.length <= MAX_TRIED_UNITS) return text;
  const space = text.lastIndexOf(' ', MAX_TRIED_UNITS);
  return text.slice(0, space > MAX_TRIED_UNITS / 2 ? space : MAX_TRIED_UNITS).toWellFormed();
}
