import {
  type Coverage,
  countDifferences,
  DIFFERENCE_KINDS,
  type DocumentSelection,
  findDifferences,
  findDiffering,
  findSelected,
  findText,
  type SampledDifference,
  type SelectedDocument,
} from '@acervo/db';
import type { Context } from '../context.ts';
import { orInterrupted } from '../interrupted.ts';
import { openProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import type { ComparedModels } from './choose-models.ts';
import type { DifferenceExport } from './export-differences.ts';
import { type DifferenceSums, openDifferenceSums } from './sum-differences.ts';

/** Documents compared by one statement. */
const PAGE = 200;

/** How two models differ on the documents that both have read. */
export interface Comparison extends DifferenceSums {
  readonly coverage: Coverage;
  readonly documents: number;
  readonly words: number;
  /** Of each kind a few, by chance: the same for the same texts and spans. */
  readonly samples: readonly SampledDifference[];
  /** Texts to measure speed on: whole documents, by their hash, as many as `measuredWords` allow; where none is that short,
   *  the shortest. */
  readonly texts: readonly string[];
}

/** Compares page by page; what is kept does not grow with the documents. */
export async function compareModels(
  { say, output, signal }: Context,
  { db }: Session,
  models: ComparedModels,
  {
    selection,
    coverage,
    samples: perKind,
    measuredWords,
    exportTo,
  }: {
    selection: DocumentSelection;
    coverage: Coverage;
    samples: number;
    measuredWords: number;
    exportTo: DifferenceExport | undefined;
  },
): Promise<Comparison> {
  const pair = { a: models.a.id, b: models.b.id };
  const sums = openDifferenceSums();
  const texts: string[] = [];
  let samples: SampledDifference[] = [];
  let [documents, words, wordsLeft] = [0, 0, measuredWords];
  let shortest: SelectedDocument | undefined;
  using progress = openProgress(output);
  for (let after: string | undefined; ; ) {
    signal.throwIfAborted();
    const page = await findSelected(db, selection, { readBy: pair, after, limit: PAGE });
    if (page.length === 0) break;
    const ids = page.map(({ id }) => id);
    sums.add(await orInterrupted(countDifferences(db, pair, ids), signal));
    if (perKind > 0)
      samples = firstOfKinds([...samples, ...(await findDifferences(db, pair, ids, { limit: perKind }))], perKind);
    for (const document of page) {
      if (document.words === 0) continue;
      if (document.words < (shortest?.words ?? Infinity)) shortest = document;
      if (document.words > wordsLeft) continue;
      texts.push((await findText(db, document.id)) ?? '');
      wordsLeft -= document.words;
    }
    if (exportTo !== undefined) {
      const differing = await findDiffering(db, pair, ids);
      for (const document of page) {
        signal.throwIfAborted();
        if (differing.has(document.id)) await exportTo.write(document);
      }
    }
    documents += page.length;
    words += page.reduce((all, each) => all + each.words, 0);
    after = page.at(-1)?.sha256;
    progress.show([{ label: say.stageCompared, done: documents, total: coverage.readByBoth }]);
  }
  if (texts.length === 0 && measuredWords > 0 && shortest !== undefined)
    texts.push((await findText(db, shortest.id)) ?? '');
  return { ...sums.sums(), coverage, documents, words, samples, texts };
}

function firstOfKinds(found: readonly SampledDifference[], perKind: number): SampledDifference[] {
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  return DIFFERENCE_KINDS.flatMap((kind) =>
    (byKind.get(kind) ?? []).sort((one, other) => (one.order < other.order ? -1 : 1)).slice(0, perKind),
  );
}
