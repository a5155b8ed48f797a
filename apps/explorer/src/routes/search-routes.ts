import { findEntities } from '@acervo/db';
import type { Hono } from 'hono';
import { toCsv } from '../csv.ts';
import type { Explorer } from '../explorer.ts';
import { pageContext } from '../page-context.ts';
import { searchPage, startPage } from '../pages/search-page.ts';
import { runSearch } from '../search/run-search.ts';
import { readSearchState, type SearchState } from '../search/search-state.ts';

/** Rows of a CSV at most; whoever wants more has `acervo export`. */
const CSV_ROWS = 5_000;
const CSV_PAGE = 100;

/** The search, its CSV and its JSON. */
export function addSearchRoutes(app: Hono, { db, render }: Explorer): void {
  app.get('/', async (c) => {
    const context = pageContext(c);
    const state = readSearchState(c.req.query());
    const { say } = context;
    if (state.q === '' && state.entity === undefined) {
      const entities = await findEntities(db, { limit: 24 });
      return c.html(
        render(context, { title: say.searchTitle, section: 'search' }, startPage(context, state, entities)),
      );
    }
    const result = await runSearch(db, state);
    return c.html(
      render(context, { title: say.searchFor(state.q), section: 'search' }, searchPage(context, state, result)),
    );
  });

  app.get('/search.csv', async (c) => {
    const rows = await collectRows(db, readSearchState(c.req.query()));
    c.header('content-type', 'text/csv; charset=utf-8');
    c.header('content-disposition', 'attachment; filename="busca.csv"');
    return c.body(toCsv(rows));
  });
}

async function collectRows(db: Explorer['db'], state: SearchState): Promise<(string | number | null)[][]> {
  const rows: (string | number | null)[][] = [];
  let isMentions = false;
  for (let after = state.after; rows.length < CSV_ROWS; ) {
    const { after: _, ...rest } = state;
    const result = await runSearch(db, { ...rest, limit: CSV_PAGE, ...(after === undefined ? {} : { after }) });
    isMentions = result.view === 'mentions';
    for (const {
      documentId,
      path,
      court,
      caseNumber,
      judgedOn,
      page,
      start,
      end,
      type,
      text,
      score,
      entityName,
      role,
    } of result.mentions)
      rows.push([documentId, path, court, caseNumber, judgedOn, page, start, end, type, text, entityName, score, role]);
    for (const { documentId, path, court, caseNumber, judgedOn, page, start, text } of result.passages)
      rows.push([documentId, path, court, caseNumber, judgedOn, page, start, text]);
    if (result.after === undefined) break;
    after = result.after;
  }
  const place = ['document_id', 'path', 'court', 'case_number', 'judged_on', 'page', 'start'];
  return [
    isMentions ? [...place, 'end', 'type', 'text', 'entity', 'score', 'role'] : [...place, 'text'],
    ...rows.slice(0, CSV_ROWS),
  ];
}
