export type { EmbeddedServer, EmbeddedStatus } from './contracts.ts';
export { embeddedStatus, findEmbeddedUrl, startEmbeddedServer, stopEmbeddedServer } from './database-commands.ts';
export { openEmbeddedServer } from './open-embedded-server.ts';
