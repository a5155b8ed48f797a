import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './safety/refusal.ts';

const require = createRequire(import.meta.url);
const FOLDERS = new Set(['build', 'cmaps', 'standard_fonts', 'wasm', 'iccs']);
const WORKER = 'pdf.worker.min.mjs';
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mjs: 'text/javascript',
  js: 'text/javascript',
  wasm: 'application/wasm',
};

/** The part of pdf.js' worker (minified, as it is served) that goes through a list of pages one by one, and what is put before
 *  it: where a node counts as many pages as it has children, each child is a page, so the one that is wanted is known without
 *  asking for all before it. In the unminified source this is `getPageDict`: e is the page's index, l that of the node's first
 *  page, c its /Count, h its /Kids. */
const WALK = 'for(let e=h.length-1;e>=0;e--){const a=h[e];t.push(a);n===this.toplevelPagesDict';
const STEP =
  'if(h.length===c){const k=h[e-l],p=k instanceof Ref?await s.fetchAsync(k):k;if(p instanceof Dict&&!p.has("Kids"))return[p,k instanceof Ref?k:null]}';

/** Serves pdf.js as it is installed but for {@link WALK}, under `/pdfjs/:version/:folder/:name`: the library, its worker, and what it needs for
 *  fonts and images. Nothing of it is loaded before a page is drawn. */
export function servePdfjs(): MiddlewareHandler {
  const installed = dirname(require.resolve('pdfjs-dist/package.json'));
  return async (c) => {
    const folder = c.req.param('folder') ?? '';
    const name = c.req.param('name') ?? '';
    if (!FOLDERS.has(folder) || !/^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(name)) throw refuse('notFound');
    const bytes = await readFile(join(installed, folder, name)).catch(() => {
      throw refuse('notFound');
    });
    return c.body(name === WORKER ? changeWorker(bytes.toString()) : new Uint8Array(bytes), 200, {
      'content-type': MEDIA_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  };
}

/** @throws when the worker is not the version that the change is made for. */
function changeWorker(source: string): string {
  const [before, after, ...more] = source.split(WALK);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('pdf.js is not the version that the change of its worker is for');
  return before + STEP + WALK + after;
}

/** Where pdf.js is served. The address tells its version and ours of the change: what it names may be kept for ever. */
export const PDFJS_PATH: string = `/pdfjs/${require('pdfjs-dist/package.json').version}-1/`;
