import { modelFolders } from '@acervo/inference';
import type { Hono } from 'hono';
import { compareStored } from '../archive/compare-stored.ts';
import { findModelCard, type ModelCard } from '../archive/model-card.ts';
import type { ArchiveState } from '../archive/read-state.ts';
import { readId } from '../document/document-state.ts';
import type { Explorer } from '../explorer.ts';
import { pageContext } from '../page-context.ts';
import { archivePage } from '../pages/archive-page.ts';
import { refuse } from '../safety/refusal.ts';

/** The state of the archive. */
export function addArchiveRoutes(
  app: Hono,
  { db, render, configuration }: Explorer,
  readState: () => Promise<ArchiveState>,
): void {
  const folders = modelFolders(configuration);
  const cards = new Map<string, Promise<ModelCard | undefined>>();

  /** A model's hash covers its files: what was found once holds. */
  function cardOf(model: { name: string; hash: string }): Promise<ModelCard | undefined> {
    const card = cards.get(model.hash) ?? findModelCard(model, folders);
    cards.set(model.hash, card);
    card.catch(() => cards.delete(model.hash));
    return card;
  }

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
