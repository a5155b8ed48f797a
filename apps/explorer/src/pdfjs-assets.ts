import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './safety/refusal.ts';

const require = createRequire(import.meta.url);
const FOLDERS = new Set(['build', 'cmaps', 'standard_fonts', 'wasm', 'iccs']);
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mjs: 'text/javascript',
  js: 'text/javascript',
  wasm: 'application/wasm',
};

/** Serves pdf.js as it is installed, under `/pdfjs/:version/:folder/:name`: the library, its worker, and what it needs for
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
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': MEDIA_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  };
}

/** Version of pdf.js that is installed, for addresses that may be kept for ever. */
export const PDFJS_VERSION: string = require('pdfjs-dist/package.json').version;
