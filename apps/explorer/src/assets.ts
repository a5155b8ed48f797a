import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './safety/refusal.ts';

/** Everything a page loads, by name; nothing else is served, whatever a path says. */
const FILES = {
  'style.css': ['../assets/style.css', 'text/css; charset=utf-8'],
  'icon.svg': ['../assets/icon.svg', 'image/svg+xml'],
  'try.js': ['../assets/try.js', 'text/javascript; charset=utf-8'],
  'document.js': ['../assets/document.js', 'text/javascript; charset=utf-8'],
  'reading.js': ['../assets/reading.js', 'text/javascript; charset=utf-8'],
} as const;

interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly version: string;
  readonly mediaType: string;
}

const loaded = new Map<string, Asset>();

/** The address of an asset, which changes with its content: it may be kept for ever. */
export function assetPath(name: string): string {
  return `/assets/${load(name)?.version ?? '0'}/${name}`;
}

/** Serves the assets under `/assets/:version/:name`. */
export function serveAsset(): MiddlewareHandler {
  return async (c) => {
    const asset = load(c.req.param('name') ?? '');
    if (asset === undefined) throw refuse('notFound');
    return c.body(asset.bytes, 200, {
      'content-type': asset.mediaType,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  };
}

function load(name: string): Asset | undefined {
  const known = loaded.get(name);
  if (known !== undefined || !Object.hasOwn(FILES, name)) return known;
  const [path, mediaType] = FILES[name as keyof typeof FILES]; // one of its own keys
  const bytes = new Uint8Array(readFileSync(fileURLToPath(new URL(path, import.meta.url))));
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const asset = { bytes, version, mediaType };
  loaded.set(name, asset);
  return asset;
}
