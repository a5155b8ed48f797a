import { type Queryable, query } from '../connection/query.ts';

/** Locks documents to the end of the transaction, in id order, before anything else of theirs is locked. A date and the
 *  mentions it is counted for are written by different transactions, neither of which sees what the other has not
 *  committed: whoever `change`s dates waits for those who `use` them, and they for it. The documents' own rows are what
 *  is locked, since a run or a date may not have one yet. Several runs of a document can `use` it at once. */
export async function lockDocuments(client: Queryable, ids: readonly number[], to: 'use' | 'change'): Promise<void> {
  const strength = to === 'use' ? 'share' : 'no key update';
  await query(client, `select from documents where id = any($1) order by id for ${strength}`, [ids]);
}
