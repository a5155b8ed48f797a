import { splitWords } from '@acervo/ner-core';
import { expect } from 'vitest';
import {
  ensureRules,
  findToNormalize,
  finishRules,
  foldEntityTotals,
  normalizeAgain,
  storeExtraction,
  storeRun,
  verifyArchive,
} from '../src/index.ts';
import { addDocuments, addModel, extractionOf, normalizer, recognitionOf, sha256 } from './fill.ts';
import { openTestDatabase } from './test-database.ts';

export const INSTANCE = '00000000-0000-4000-8000-000000000001';
const PAGES = ['𝔄 Maria da Silva, CPF 529.982.247-25, OAB/SP 123.456.', 'R$ 1.234,56 de maconha; CPF 529.982.247-26'];
export const TEXT = PAGES.join('\n');

/** An archive with a document that a model has read, and rules that have not. */
export async function openWithDocument() {
  const t = await openTestDatabase();
  const modelId = await addModel(t.db);
  const [documentId = 0] = await addDocuments(t.db, ['a.pdf']);
  await storeExtraction(t.db, { documentId, extraction: extractionOf(PAGES), extractMs: 5 });
  await storeRun(t.db, {
    documentId,
    modelId,
    text: TEXT,
    textHash: sha256(TEXT),
    recognition: {
      ...recognitionOf(TEXT, [{ text: 'Maria da Silva', type: 'PESSOA' }]),
      words: [...splitWords(TEXT)].length,
    },
    normalizer,
    recognizeMs: 1,
    versions: { normalizer: '1' },
  });
  await ensureRules(t.db);
  const document = { documentId, text: TEXT, textHash: sha256(TEXT) };
  const seen = async () => {
    const { rows } = await t.db.pool.query<{ type: string; text: string; same: boolean }>(
      `select type, m.text, substr(x.text, m.start + 1, m."end" - m.start) = m.text as same
       from mentions_current m join texts x using (document_id) order by m.start`,
    );
    expect(rows.every(({ same }) => same)).toBe(true);
    return rows.map(({ type, text }) => `${type} ${text}`);
  };
  const normalizeAll = async (version = 1) => {
    const found = await findToNormalize(t.db, { after: 0, limit: 10, version, again: false });
    for (const each of found) await normalizeAgain(t.db, each, { ...normalizer, version });
    await finishRules(t.db);
    return found.length;
  };
  return {
    db: t.db,
    url: t.url,
    modelId,
    documentId,
    document,
    seen,
    normalizeAll,
    [Symbol.asyncDispose]: () => t[Symbol.asyncDispose](),
  };
}

/** What `acervo verify` finds once the totals are folded. */
export async function violations(db: Parameters<typeof verifyArchive>[0]) {
  await foldEntityTotals(db);
  const found = [];
  for await (const violation of verifyArchive(db)) found.push(violation);
  return found;
}
