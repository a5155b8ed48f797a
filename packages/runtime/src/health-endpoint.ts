import { once } from 'node:events';
import { createServer } from 'node:http';
import { PipelineError } from './pipeline-error.ts';

/** What a process says about itself: numbers and codes only. */
export interface Health {
  healthy: boolean;
  [detail: string]: string | number | boolean;
}

/** Serves `GET /health` on 127.0.0.1 with 200 or 503 and the details as JSON; port 0 serves nothing.
 *  @throws {PipelineError} `usage` where the port can't be had. */
export async function openHealthEndpoint(port: number, check: () => Health): Promise<AsyncDisposable> {
  if (port === 0) return { async [Symbol.asyncDispose]() {} };
  const server = createServer((request, response) => {
    if (request.url !== '/health') return void response.writeHead(404).end();
    const health = check();
    response.writeHead(health.healthy ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(health));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    throw new PipelineError('usage', `ACERVO_HEALTH_PORT: port ${port} can not be had, choose another one`, {
      cause: error,
    });
  });
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Progress as a health check sees it: red when work is pending and nothing has moved for `maxIdleMs`. */
export function watchProgress(maxIdleMs: number): { moved(): void; pending(work: boolean): void; check(): Health } {
  let lastMoveAt = Date.now();
  let isPending = false;
  return {
    moved() {
      lastMoveAt = Date.now();
    },
    pending(work) {
      if (work && !isPending) lastMoveAt = Date.now();
      isPending = work;
    },
    check() {
      const idleMs = Date.now() - lastMoveAt;
      return { healthy: !isPending || idleMs < maxIdleMs, pending: isPending, idleMs };
    },
  };
}
