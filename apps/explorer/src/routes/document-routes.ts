import { describeOcr, findByHash, findDocuments, findThresholds, listModels, readDocumentPart } from '@acervo/db';
import type { Hono } from 'hono';
import { readDocumentState, readId } from '../document/document-state.ts';
import { findOriginal, parseRange, readRange } from '../document/open-original.ts';
import type { Explorer } from '../explorer.ts';
import { pageContext } from '../page-context.ts';
import { documentPage } from '../pages/document-page.ts';
import { refuse } from '../safety/refusal.ts';

/** Documents, their original bytes, and links to mentions that hold for ever. */
export function addDocumentRoutes(app: Hono, { db, render, configuration }: Explorer): void {
  const { ACERVO_STORAGE: storage } = configuration;

  app.get('/documents/:id', async (c) => {
    const context = pageContext(c);
    const id = readId(c.req.param('id'));
    const state = readDocumentState(c.req.query());
    const [[document], part, models, thresholds, original, ocr] = await Promise.all([
      findDocuments(db, String(id), { limit: 1 }),
      readDocumentPart(db, id, state.wanted),
      listModels(db),
      findThresholds(db),
      findOriginal(db, id, storage),
      describeOcr(db, id),
    ]);
    if (document === undefined || document.id !== id) throw refuse('notFound');
    if (part === undefined && document.status === 'extracted' && 'number' in state.wanted && state.wanted.number > 1)
      throw refuse('notFound');
    const content = documentPage(context, {
      document,
      part,
      state,
      ocr,
      thresholds,
      textHash: (await findByHash(db, document.sha256))?.textHash ?? null,
      model: models.find((model) => model.state === 'active'),
      original: original?.mediaType,
    });
    const title = document.files[0]?.path ?? context.say.documentNumber(id);
    return c.html(render(context, { title, section: 'search', scripts: ['reading.js', 'document.js'] }, content));
  });

  app.get('/documents/:id/file', async (c) => {
    const original = await findOriginal(db, readId(c.req.param('id')), storage);
    if (original === undefined) throw refuse('notFound');
    const { path, sizeBytes, mediaType } = original;
    c.header('accept-ranges', 'bytes');
    c.header('content-type', mediaType);
    // a browser's own viewer would run what a PDF brings along
    c.header('content-disposition', `attachment; filename="documento-${c.req.param('id')}"`);
    const range = parseRange(c.req.header('range'), sizeBytes);
    if (range === undefined) {
      c.header('content-range', `bytes */${sizeBytes}`);
      return c.body(null, 416);
    }
    const { start, end } = range === 'whole' ? { start: 0, end: sizeBytes } : range;
    c.header('content-length', String(end - start));
    if (range !== 'whole') c.header('content-range', `bytes ${start}-${end - 1}/${sizeBytes}`);
    if (end === start) return c.body(null);
    return c.body(readRange(path, start, end), range === 'whole' ? 200 : 206);
  });

  app.get('/m/:sha256/:textHash/:range', async (c) => {
    const { sha256, textHash, range } = c.req.param();
    if (!/^([0-9a-f]{2}){8,32}$/.test(sha256) || !/^[0-9a-f]{8,64}$/.test(textHash) || !/^\d{1,9}-\d{1,9}$/.test(range))
      throw refuse('notFound');
    const document = await findByHash(db, sha256);
    if (document === undefined) throw refuse('notFound');
    const changed = document.textHash?.startsWith(textHash) ? '' : '&changed=1';
    return c.redirect(`/documents/${document.id}?at=${range}${changed}#m${range.split('-')[0]}`);
  });
}
