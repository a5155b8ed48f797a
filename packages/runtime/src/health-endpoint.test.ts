import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { openHealthEndpoint } from './health-endpoint.ts';

test('a port that somebody else has is a mistake of the configuration', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const open = () => openHealthEndpoint(port, () => ({ healthy: true }));
  await expect(open()).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(String(port)) });
  other.close();
  await once(other, 'close');
  await using _endpoint = await open();
  expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toEqual({ healthy: true });
});
