import { openChannel } from './channel.ts';
import { closeNetwork } from './close-network.ts';
import { serveDocuments } from './serve-documents.ts';

// What this process may touch is decided by the arguments it is started with: see pool/child-command.ts.
const channel = openChannel();
closeNetwork();
// Ctrl-C and service managers signal the whole group; this process ends when its parent does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
await serveDocuments(channel);
process.exit(0);
