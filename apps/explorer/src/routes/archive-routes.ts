import type { Hono } from 'hono';
import { compareStored } from '../archive/compare-stored.ts';
import type { openCards } from '../archive/model-card.ts';
import type { ArchiveState } from '../archive/read-state.ts';
import { readId } from '../document/document-state.ts';
import type { Explorer } from '../explorer.ts';
import { pageContext } from '../page-context.ts';
import { archivePage } from '../pages/archive-page.ts';
import { refuse } from '../safety/refusal.ts';

/** What pages and API look up once for everybody. */
export interface ArchiveReaders {
  readonly readState: () => Promise<ArchiveState>;
  readonly cardOf: ReturnType<typeof openCards>;
}

/** The state of the archive. */
export function addArchiveRoutes(app: Hono, { db, render }: Explorer, { readState, cardOf }: ArchiveReaders): void {
  app.get('/archive', async (c) => {
    const context = pageContext(c);
    const state = await readState();
    const { a, b } = c.req.query();
    const asked = a === undefined || b === undefined ? undefined : { a: find(a), b: find(b) };
    const found = new Map(
      await Promise.all(state.models.map(async (model) => [model.hash, await cardOf(model)] as const)),
    );
    const comparison = asked && { ...asked, comparison: await compareStored(db, { a: asked.a.id, b: asked.b.id }) };
    const content = archivePage(context, state, found, comparison);
    return c.html(render(context, { title: context.say.archiveTitle, section: 'archive' }, content));

    function find(id: string) {
      const model = state.models.find((each) => each.id === readId(id));
      if (model === undefined) throw refuse('notFound');
      return model;
    }
  });
}
