import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that is free at this moment: `preferred` if it is, else any. Whoever uses it must be ready to
 *  try again. */
export async function findFreePort(preferred = 0): Promise<number> {
  return (await probe(preferred)) ?? (await probe(0)) ?? 0;
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
