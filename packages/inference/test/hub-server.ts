import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, sep } from 'node:path';

/** A hub on 127.0.0.1 with one repository. */
export interface HubServer extends AsyncDisposable {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  /** Changes how files are answered from now on. */
  disturb(how: 'cut' | 'corrupt' | 'unavailable' | undefined): void;
}

export const HUB_COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** Serves a folder as `owner/model` with the endpoints that @huggingface/hub 2.17 calls: model info (for the commit),
 *  the file tree in two pages, and `resolve` with ranges. With a token, others get 401. */
export async function openHubServer(folder: string, { token }: { token?: string } = {}): Promise<HubServer> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const requests: string[] = [];
  let disturbance: Parameters<HubServer['disturb']>[0];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(url.pathname);
    const fail = (status: number, error: string, code = '') =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-error-code': code })
        .end(JSON.stringify({ error }));
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return fail(401, 'no access');
    if (disturbance === 'unavailable') return fail(503, 'try later');

    const revision = /^\/api\/models\/owner\/model\/revision\/(.+)$/.exec(url.pathname)?.[1];
    if (revision !== undefined) {
      if (!['main', 'v1', HUB_COMMIT].includes(revision)) return fail(404, 'no such revision', 'RevisionNotFound');
      return sendJson(response, { _id: '1', id: 'owner/model', sha: HUB_COMMIT, lastModified: '2026-01-01T00:00:00Z' });
    }
    if (url.pathname === `/api/models/owner/model/tree/${HUB_COMMIT}`) {
      const half = Math.ceil(paths.length / 2);
      const second = url.searchParams.has('cursor');
      const page = second ? paths.slice(half) : paths.slice(0, half);
      if (!second) response.setHeader('link', `<http://${request.headers.host}${url.pathname}?cursor=2>; rel="next"`);
      return sendJson(response, await Promise.all(page.map((path) => describeFile(folder, path))));
    }
    const path = url.pathname.split(`/owner/model/resolve/${HUB_COMMIT}/`)[1]?.replaceAll('/', sep);
    if (path === undefined || !paths.includes(path)) return fail(404, 'no such file', 'EntryNotFound');
    const bytes = await readFile(join(folder, path));
    if (request.headers.range === 'bytes=0-0') {
      return response
        .writeHead(206, { 'content-range': `bytes 0-0/${bytes.length}`, etag: `"${hashOf(bytes)}"` })
        .end(bytes.subarray(0, 1));
    }
    if (disturbance === 'corrupt') bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    response.writeHead(200, { 'content-length': bytes.length });
    if (disturbance !== 'cut') return response.end(bytes);
    return response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    disturb(how) {
      disturbance = how;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function describeFile(folder: string, path: string) {
  const bytes = await readFile(join(folder, path));
  const lfs = { oid: hashOf(bytes), size: bytes.length, pointerSize: 130 };
  const large = /\.(onnx|bin|safetensors)$/.test(path) ? { lfs } : {};
  return {
    type: 'file',
    path: path.replaceAll(sep, '/'),
    size: bytes.length,
    oid: hashOf(bytes).slice(0, 40),
    ...large,
  };
}

function sendJson(response: ServerResponse, value: unknown) {
  response.setHeader('content-type', 'application/json');
  return response.end(JSON.stringify(value));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
