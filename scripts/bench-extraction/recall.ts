import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Extraction, ExtractorPool } from '@acervo/extraction';
import { PipelineError } from '@acervo/runtime';
import { readWithPdftotext } from './readers.ts';

/** How much of what `pdftotext` reads in a file is in Acervo's text or among what it took out and kept. */
export interface Recall {
  readonly name: string;
  /** Those of `pdftotext`, without white space and hyphens. */
  readonly characters: number;
  /** 0..1 */
  readonly recall: number;
  /** The characters that are missing most, with how often. */
  readonly missing: string;
}

/** The share of characters below which text counts as lost. */
const RECALL_BAR = 0.995;

/** Compares every PDF directly in a folder that has text, page by page: a character found on another page counts as lost. */
export async function measureRecall(pool: ExtractorPool, folder: string): Promise<Recall[]> {
  const recalls: Recall[] = [];
  for (const name of (await readdir(folder)).filter((file) => /\.pdf$/i.test(file)).sort()) {
    const bytes = await readFile(join(folder, name));
    const extraction = await extractUnlessEmpty(pool, bytes);
    if (extraction !== undefined) recalls.push({ name, ...comparePages(await readWithPdftotext(bytes), extraction) });
  }
  return recalls;
}

/** Undefined for a scan. */
async function extractUnlessEmpty(pool: ExtractorPool, bytes: Buffer): Promise<Extraction | undefined> {
  try {
    return await pool.extract(bytes);
  } catch (error) {
    if (error instanceof PipelineError && error.code === 'empty') return undefined;
    throw error;
  }
}

function comparePages(theirs: string, { text, pages, removed }: Extraction): Omit<Recall, 'name'> {
  const theirPages = theirs.split('\f');
  const lost = new Map<string, number>();
  let characters = 0;
  for (const { number, start, end } of pages) {
    const noise = removed.filter(({ page }) => page === number).map((span) => span.text);
    const ours = countCharacters(text.slice(start, end) + noise.join(''));
    for (const [character, count] of countCharacters(theirPages[number - 1] ?? '')) {
      characters += count;
      const missing = count - Math.min(count, ours.get(character) ?? 0);
      if (missing > 0) lost.set(character, (lost.get(character) ?? 0) + missing);
    }
  }
  const most = [...lost].sort(([, a], [, b]) => b - a).slice(0, 8);
  const missing = [...lost.values()].reduce((sum, count) => sum + count, 0);
  return {
    characters,
    recall: characters === 0 ? 1 : 1 - missing / characters,
    missing: most.map(([character, count]) => `${character.replace('|', '\\|')}×${count}`).join(' '),
  };
}

function countCharacters(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.normalize('NFKC').replaceAll(/[\s\p{Pd}\p{Cc}\p{Cf}]/gu, ''))
    counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** The table as Markdown: files below the bar, and all together. */
export function toRecallTable(recalls: readonly Recall[]): string {
  const characters = recalls.reduce((sum, recall) => sum + recall.characters, 0);
  const found = recalls.reduce((sum, recall) => sum + recall.recall * recall.characters, 0);
  const low = recalls.filter(({ recall }) => recall < RECALL_BAR);
  const percent = (share: number) => (100 * share).toFixed(3);
  return [
    '| file | characters of pdftotext | found, % | missing most |',
    '|---|---|---|---|',
    ...low.map(
      ({ name, characters, recall, missing }) => `| ${name} | ${characters} | **${percent(recall)}** | ${missing} |`,
    ),
    `| all ${recalls.length}, of which ${recalls.length - low.length} have ${percent(RECALL_BAR)} or more | ${characters} | ${percent(found / characters)} | |`,
    '',
  ].join('\n');
}
