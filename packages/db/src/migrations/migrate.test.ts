import { expect, test } from 'vitest';
import { openTestDatabase } from '../../test/test-database.ts';
import { migrate } from '../index.ts';

test('a database that is migrated has nothing left to apply', async () => {
  await using t = await openTestDatabase();
  expect(await migrate(t.db)).toEqual({ applied: [], reader: 'ready' });
});
