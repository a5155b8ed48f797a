import type { Db } from '../connection/open-database.ts';
import { storeFound } from '../rules/store-found.ts';
import type { RunResult } from './recognition-result.ts';
import { type StoreOutcome, storeRuns } from './store-run.ts';

/** Stores results as they come, and what rules find in the same texts; what comes while others are being written is written
 *  together. */
export interface RunStore {
  /** Comes back when the result is committed. Throws what storing it alone would. */
  store(result: RunResult): Promise<StoreOutcome>;
}

/** Transactions at a time: one is written while the next is prepared. */
const LANES = 2;
/** Mentions of one transaction, unless a single result has more. */
const MAX_MENTIONS = 10_000;
const MAX_RESULTS = 100;

interface Waiting {
  readonly result: RunResult;
  readonly ended: PromiseWithResolvers<StoreOutcome>;
}

/** A store without a clock: a result that comes alone is written at once and alone; many share their round trips and their
 *  commit, each whole or not at all. Where a group can't be stored its results are tried one by one, so that only the one
 *  to blame fails. */
export function openRunStore(db: Db): RunStore {
  const waiting: Waiting[] = [];
  let writing = 0;

  const write = async () => {
    writing++;
    for (let group = takeGroup(waiting); group.length > 0; group = takeGroup(waiting)) await storeGroup(db, group);
    writing--;
  };
  return {
    store(result) {
      const ended = Promise.withResolvers<StoreOutcome>();
      waiting.push({ result, ended });
      if (writing < LANES) void write();
      return ended.promise;
    },
  };
}

/** The first ones that wait, no run twice. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  const runs = new Set<string>();
  let mentions = 0;
  let size = 0;
  for (const { result } of waiting) {
    const run = `${result.documentId} ${result.modelId}`;
    mentions += result.recognition.mentions.length;
    if (runs.has(run) || (size > 0 && (mentions > MAX_MENTIONS || size === MAX_RESULTS))) break;
    runs.add(run);
    size++;
  }
  return waiting.splice(0, size);
}

async function storeGroup(db: Db, group: readonly Waiting[]): Promise<void> {
  try {
    const results = group.map(({ result }) => result);
    await storeFound(db, results); // first, so that what is recognized has been read by the rules, too
    const outcomes = await storeRuns(db, results);
    for (const [index, outcome] of outcomes.entries()) group[index]?.ended.resolve(outcome);
  } catch (error) {
    const [only] = group;
    if (group.length === 1) only?.ended.reject(error);
    else for (const one of group) await storeGroup(db, [one]);
  }
}
