import type { AddressInfo } from 'node:net';
import { PipelineError } from '@acervo/runtime';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** A server that answers. Disposing it cuts what is still being answered. */
export interface Listening extends AsyncDisposable {
  /** Where a browser on this machine finds it. */
  readonly url: string;
}

/** Listens on an address; port 0 takes any free one.
 *  @throws {PipelineError} `usage` where the address can't be had. */
export async function listen(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: host, port }, resolve);
  server.once('error', (cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === 'EADDRINUSE'
        ? 'another program has it; choose a port with --port or ACERVO_WEB_PORT, 0 for any free one'
        : cause.code;
    reject(new PipelineError('usage', `can not listen on ${host}, port ${port}: ${why}`, { cause }));
  });
  const address = await promise;
  return {
    url: `http://${isEverywhere(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    async [Symbol.asyncDispose]() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether an address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
