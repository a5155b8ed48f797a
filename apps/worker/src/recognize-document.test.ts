import { openRunStore, withDatabaseRetry } from '@acervo/db';
import { openTestDatabase } from '@acervo/db/test';
import { openBudget, openLogger } from '@acervo/runtime';
import { expect, it } from 'vitest';
import { openRecognizers } from './open-recognizers.ts';
import { recognizeDocument } from './recognize-document.ts';

it('a job of a model that was removed from the archive is over', async () => {
  await using database = await openTestDatabase();
  const { db } = database;
  const signal = AbortSignal.timeout(60_000);
  const logger = openLogger('test', 'silent');
  const configuration = {
    ...{ ACERVO_MODELS: undefined, ACERVO_ARCHIVE: undefined, ACERVO_DEVICE: 'cpu' as const },
    ...{ ACERVO_THREADS: 1, ACERVO_BATCH_TOKENS: undefined },
  };
  await using recognizers = openRecognizers({ db, configuration, logger, signal, onRefused() {} });
  const deps = {
    ...{ db, logger, recognizers, runs: openRunStore(db), instance: '00000000-0000-4000-8000-000000000001' },
    retry: <T>(work: () => Promise<T>) => withDatabaseRetry(work, { signal }),
    ...{ versions: {}, places: openBudget(1), text: openBudget(1000), onEnd() {} },
  };
  expect(await recognizeDocument(deps, { documentId: 1, modelId: 99 }, signal)).toBe('done');
});
