import type { Db } from '@acervo/db';
import type { ExtractorPool } from '@acervo/extraction';
import { modelFolders } from '@acervo/inference';
import { type Configuration, type Logger, PipelineError } from '@acervo/runtime';
import { Hono } from 'hono';
import { openCards } from './archive/model-card.ts';
import { openStateReader } from './archive/read-state.ts';
import { serveAsset } from './assets.ts';
import { type PageContext, pageContext } from './page-context.ts';
import { ERRORS, type ErrorName, errorPage, loginPage } from './pages/error-page.ts';
import type { Html } from './pages/html.ts';
import { layout } from './pages/layout.ts';
import { servePdfjs } from './pdfjs-assets.ts';
import { addApiRoutes } from './routes/api-routes.ts';
import { addArchiveRoutes } from './routes/archive-routes.ts';
import { addDocumentRoutes } from './routes/document-routes.ts';
import { addEntityRoutes } from './routes/entity-routes.ts';
import { addSearchRoutes } from './routes/search-routes.ts';
import { addTryRoutes } from './routes/try-routes.ts';
import { accessLog } from './safety/access-log.ts';
import { accessToken, forgetToken, isToken, rememberToken } from './safety/access-token.ts';
import { knownHost } from './safety/known-host.ts';
import { rateLimit } from './safety/rate-limit.ts';
import { Refusal, refuse } from './safety/refusal.ts';
import { sameOrigin } from './safety/same-origin.ts';
import { securityHeaders } from './safety/security-headers.ts';
import type { Lab } from './try/lab.ts';

/** What the pages are made from. `db` is a login that can only read. */
export interface ExplorerDeps {
  readonly db: Db;
  readonly lab: Lab;
  readonly pool: ExtractorPool;
  readonly logger: Logger;
  readonly configuration: Pick<
    Configuration,
    | 'ACERVO_ARCHIVE'
    | 'ACERVO_MODELS'
    | 'ACERVO_WEB_TOKEN'
    | 'ACERVO_WEB_NAMES'
    | 'ACERVO_WEB_UPLOAD_MB'
    | 'ACERVO_STORAGE'
  >;
  /** Requests of one address; tests raise them. */
  readonly rates?: Readonly<Record<'pages' | 'attempts', { readonly burst: number; readonly perMinute: number }>>;
}

/** A person reads at most a few pages a second; an attempt computes for seconds. */
const RATES = { pages: { burst: 300, perMinute: 1_200 }, attempts: { burst: 20, perMinute: 30 } };

/** What routes share. */
export interface Explorer extends ExplorerDeps {
  /** A page with what stands around it. */
  render(context: PageContext, head: Omit<Parameters<typeof layout>[1], 'canLeave'>, content: Html): Html;
}

/** All pages and their JSON, as one function from requests to answers. */
export function openExplorer(deps: ExplorerDeps): Hono {
  const { configuration, logger } = deps;
  const { ACERVO_WEB_TOKEN: token } = configuration;
  const app = new Hono();
  const explorer: Explorer = {
    ...deps,
    render: (context, head, content) =>
      layout(context, { ...head, canLeave: token !== undefined && context.isRemembered }, content),
  };

  app.use(accessLog(logger), ...securityHeaders());
  app.use(knownHost(configuration.ACERVO_WEB_NAMES), sameOrigin());
  app.get('/assets/:version/:name', serveAsset());
  app.get('/pdfjs/:version/:folder/:name', servePdfjs());
  app.post('/login', rateLimit({ burst: 5, perMinute: 6 }), async (c) => {
    const { token: shown } = await c.req.parseBody().catch(() => ({ token: '' }));
    const context = pageContext(c);
    if (token !== undefined && (typeof shown !== 'string' || !isToken(shown, token)))
      return c.html(layout(context, { title: context.say.unauthorized }, loginPage(context, { wrong: true })), 401);
    if (token !== undefined) rememberToken(c, token);
    return c.redirect('/', 303);
  });
  const { pages, attempts } = deps.rates ?? RATES;
  app.use(accessToken(token), rateLimit(pages));
  app.post('/logout', (c) => {
    forgetToken(c);
    return c.redirect('/', 303);
  });
  addSearchRoutes(app, explorer);
  addDocumentRoutes(app, explorer);
  addEntityRoutes(app, explorer);
  const readers = { readState: openStateReader(deps.db), cardOf: openCards(modelFolders(configuration)) };
  addArchiveRoutes(app, explorer, readers);
  addApiRoutes(app, { db: deps.db, ...readers });
  addTryRoutes(app, explorer, {
    lab: deps.lab,
    pool: deps.pool,
    maxUploadMb: configuration.ACERVO_WEB_UPLOAD_MB,
    rate: attempts,
  });
  app.notFound(() => {
    throw refuse('notFound');
  });
  app.onError((error, c) => {
    const reason = nameError(error);
    if (reason === 'failed') logger.error({ err: error }, 'a request failed');
    if (c.req.path.startsWith('/api/')) {
      const detail = error instanceof Refusal ? error.detail : undefined;
      return c.json({ error: reason, ...(detail === undefined ? {} : { detail }) }, ERRORS[reason]);
    }
    const context = pageContext(c);
    const content = reason === 'unauthorized' ? loginPage(context) : errorPage(context, reason);
    return c.html(layout(context, { title: context.say[reason] }, content), ERRORS[reason]);
  });
  return app;
}

/** PostgreSQL's code for a statement that was stopped because of its time. */
const STOPPED_STATEMENT = '57014';

function nameError(error: unknown): ErrorName {
  if (error instanceof Refusal) return error.reason;
  if (!(error instanceof PipelineError)) return 'failed';
  if (error.code === 'database-unavailable') return 'unavailable';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && cause.code === STOPPED_STATEMENT ? 'tooSlow' : 'failed';
}
