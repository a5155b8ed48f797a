import type { Db } from '../connection/open-database.ts';
import { findMentions } from '../questions/find-mentions.ts';
import { findThresholds } from '../questions/find-thresholds.ts';

/** Somebody or something that a schedule watches for. */
export interface Watched {
  readonly name: string;
  /** An entity type's name, or `any`. */
  readonly type: string;
}

/** A watched name that a run has met. */
export interface WatchHit extends Watched {
  /** Where it stands in what was new, the first ones. Positions count code points. */
  readonly mentions: readonly {
    readonly documentId: number;
    readonly path: string | null;
    readonly page: number | null;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly entityId: number;
  }[];
  /** Whether there are more than those. */
  readonly more: boolean;
}

/** Mentions that are kept of each name. */
const KEPT = 50;

/** Which of the names are mentioned in documents that a scan found new or changed and that were read since. What `acervo
 *  find` would not show because the model is too unsure is left out. */
export async function findWatchHits(
  db: Db,
  watched: readonly Watched[],
  { scanId, startedAt }: { scanId: number; startedAt: Date },
): Promise<WatchHit[]> {
  const documents = { newInScan: scanId, recognizedSince: startedAt.toISOString() };
  const thresholds = await findThresholds(db);
  const hits: WatchHit[] = [];
  for (const { name, type } of watched) {
    const question = { text: name, ...(type === 'any' ? {} : { type }), documents, thresholds, limit: KEPT + 1 };
    const found = await findMentions(db, { ...question, contextCodePoints: 0 });
    const mentions = found.slice(0, KEPT).map(({ documentId, path, page, start, end, text, entityId }) => ({
      documentId,
      path,
      page,
      start,
      end,
      text,
      entityId,
    }));
    if (mentions.length > 0) hits.push({ name, type, mentions, more: found.length > KEPT });
  }
  return hits;
}
