import { describeEntity, findEntity, findThresholds, searchMentions } from '@acervo/db';
import type { Hono } from 'hono';
import { readId } from '../document/document-state.ts';
import type { Explorer } from '../explorer.ts';
import { pageContext } from '../page-context.ts';
import { entityPage } from '../pages/entity-page.ts';
import { refuse } from '../safety/refusal.ts';

const SHOWN_MENTIONS = 10;

/** What the archive knows of one entity. */
export function addEntityRoutes(app: Hono, { db, render }: Explorer): void {
  app.get('/entities/:id', async (c) => {
    const context = pageContext(c);
    const entity = await findEntity(db, readId(c.req.param('id')));
    if (entity === undefined) throw refuse('notFound');
    const [description, mentions] = await Promise.all([
      describeEntity(db, entity),
      findThresholds(db).then((thresholds) =>
        searchMentions(db, { entities: { ids: [entity.id] }, thresholds, limit: SHOWN_MENTIONS }),
      ),
    ]);
    const content = entityPage(context, entity, description, mentions);
    return c.html(render(context, { title: entity.name, section: 'search' }, content));
  });
}
