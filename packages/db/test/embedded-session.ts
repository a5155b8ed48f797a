/** A process with a session on the archive's server: says so on a line of JSON, then lives until SIGTERM (leaves) or
 *  whatever else ends it. Its argument is the archive's folder. */
import { openEmbeddedServer } from '../src/embedded/index.ts';

const server = await openEmbeddedServer({ archive: process.argv[2] ?? '' });
const alive = setInterval(() => undefined, 60_000);
process.on('SIGTERM', async () => {
  clearInterval(alive);
  await server[Symbol.asyncDispose]();
});
process.stdout.write(`${JSON.stringify({ url: server.url, adopted: server.adopted, alone: server.alone })}\n`);
