import { setTimeout as sleep } from 'node:timers/promises';
import {
  countCoverage,
  countUnended,
  type DocumentSelection,
  findSelected,
  wantRuns,
  withDatabaseRetry,
} from '@acervo/db';
import { findModelFolder, modelFolders } from '@acervo/inference';
import { openRecognizeQueue, queueConnection } from '@acervo/queue';
import { readConfiguration } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { openProgress } from '../progress.ts';
import { foldWhatIsThere } from '../run/fold-what-is-there.ts';
import { clearQueues, openServices } from '../run/services.ts';
import { type Session, serviceEnvironment } from '../session.ts';
import { type ComparedModels, describeModel } from './choose-models.ts';

const POLL_MS = 250;
/** Documents that are wanted at a time: enough for the worker, few for the queue. */
const PAGE = 500;
/** Jobs are added again after this time: another command may have emptied the queue. */
const ADD_AGAIN_MS = 30_000;

/** Has a worker read what the models have not yet read of the selected documents, and waits until that has ended. What it
 *  reads is stored like anything else; models that are not in use do not come into use by it. Ctrl-C loses nothing.
 *  @throws {CommandError} where something is to be read by a model whose folder is gone. */
export async function readMissing(
  context: Context,
  session: Session,
  models: ComparedModels,
  selection: DocumentSelection,
): Promise<void> {
  const { say, output, signal, number } = context;
  const { db, configuration, url } = session;
  const pair = { a: models.a.id, b: models.b.id };
  const covered = await countCoverage(db, selection, pair);
  const missing = {
    a: covered.documents - covered.readByA - covered.failedByA,
    b: covered.documents - covered.readByB - covered.failedByB,
  };
  const total = missing.a + missing.b;
  if (total === 0) return;
  for (const side of ['a', 'b'] as const) if (missing[side] > 0) await checkFolder(context, session, models[side]);
  output.note(say.readingMissing(number(missing.a), number(missing.b)));

  if (session.alone) await clearQueues(session);
  using progress = openProgress(output);
  await using queue = openRecognizeQueue(queueConnection(configuration, url));
  await using services = openServices(context, session, { note: (line) => progress.note(line) });
  const failing = new AbortController();
  services.failed.catch((error: unknown) => failing.abort(error));
  const either = AbortSignal.any([signal, failing.signal]);
  const modelIds = [pair.a, pair.b];
  let done = 0;
  services.start('worker');
  for (let after: string | undefined; ; ) {
    const page = await withDatabaseRetry(() => findSelected(db, selection, { after, limit: PAGE }), { signal: either });
    if (page.length === 0) break;
    const wanted = { documentIds: page.map(({ id }) => id), modelIds };
    const begun = await add(wanted);
    for (let left = begun, addedAt = Date.now(); left > 0; ) {
      await sleep(POLL_MS, undefined, { signal: either }).catch(() => either.throwIfAborted());
      left = await withDatabaseRetry(() => countUnended(db, wanted), { signal: either });
      progress.show([{ label: say.stageRecognized, done: done + begun - left, total }]);
      if (left === 0 || Date.now() - addedAt < ADD_AGAIN_MS) continue;
      await add(wanted);
      addedAt = Date.now();
    }
    done += begun;
    after = page.at(-1)?.sha256;
  }
  await services.stop();
  await foldWhatIsThere(db, signal);

  async function add(wanted: Parameters<typeof wantRuns>[1]): Promise<number> {
    const jobs = await withDatabaseRetry(() => wantRuns(db, wanted), { signal: either });
    if (jobs.length > 0) await queue.add(jobs.map((data) => ({ data, lane: 0 })));
    return jobs.length;
  }
}

async function checkFolder(context: Context, session: Session, model: ComparedModels['a']): Promise<void> {
  const folders = modelFolders(readConfiguration(serviceEnvironment(context, session)));
  if ((await findModelFolder(model, folders)) !== undefined) return;
  const { say } = context;
  throw new CommandError(say.cannotRead(describeModel(model), folders.join(', ')), say.cannotReadHint);
}
