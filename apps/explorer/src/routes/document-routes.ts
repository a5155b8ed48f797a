import {
  describeOcr,
  findByHash,
  findDocuments,
  findThresholds,
  listModels,
  readDocumentPart,
  readParts,
} from '@acervo/db';
import type { Hono } from 'hono';
import { readDocumentState, readId } from '../document/document-state.ts';
import { openOriginal, parseRange, readRange } from '../document/open-original.ts';
import type { Explorer } from '../explorer.ts';
import { pageContext } from '../page-context.ts';
import { documentPage } from '../pages/document-page.ts';
import { refuse } from '../safety/refusal.ts';

/** Documents, their original bytes, and links to mentions that hold for ever. */
export function addDocumentRoutes(app: Hono, explorer: Explorer): void {
  const { db, render, configuration } = explorer;

  app.get('/documents/:id', async (c) => {
    const context = pageContext(c);
    const id = readId(c.req.param('id'));
    const state = readDocumentState(c.req.query());
    const [[document], part, models, thresholds, original, ocr, parts] = await Promise.all([
      findDocuments(db, String(id), { limit: 1 }),
      readDocumentPart(db, id, state.wanted),
      listModels(db),
      findThresholds(db),
      findOriginalType(explorer, id),
      describeOcr(db, id),
      readParts(db, id),
    ]);
    if (document === undefined || document.id !== id) throw refuse('notFound');
    if (part === undefined && document.status === 'extracted' && 'number' in state.wanted && state.wanted.number > 1)
      throw refuse('notFound');
    const content = documentPage(context, {
      document,
      part,
      state,
      ocr,
      parts,
      thresholds,
      textHash: (await findByHash(db, document.sha256))?.textHash ?? null,
      model: models.find((model) => model.state === 'active'),
      original,
    });
    const title = document.files[0]?.path ?? context.say.documentNumber(id);
    return c.html(render(context, { title, section: 'search', scripts: ['reading.js', 'document.js'] }, content));
  });

  app.get('/documents/:id/file', async (c) => {
    const original = await openOriginal(db, readId(c.req.param('id')), configuration.ACERVO_STORAGE);
    if (original === undefined) throw refuse('notFound');
    await using opened = new AsyncDisposableStack();
    const { file, sizeBytes, mediaType } = opened.use(original);
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
    const status = range === 'whole' ? 200 : 206;
    if (end === start || c.req.method === 'HEAD') return c.body(null, status);
    opened.move(); // the stream closes it
    return c.body(readRange(file, start, end), status);
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

/** The type of a document's original where it can be had. */
async function findOriginalType({ db, configuration }: Explorer, id: number): Promise<string | undefined> {
  await using original = await openOriginal(db, id, configuration.ACERVO_STORAGE);
  return original?.mediaType;
}
