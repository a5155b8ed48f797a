import { setPriority } from 'node:os';
import { openChannel } from '../child/channel.ts';
import { closeNetwork } from '../child/close-network.ts';
import { servePages } from './serve-pages.ts';

// What this process may touch is decided by the arguments it is started with: see pool/child-command.ts.
const BELOW_NORMAL = 10;

const channel = openChannel();
closeNetwork();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
setPriority(BELOW_NORMAL); // texts that are there already, and what reads them, go first
await servePages(channel);
process.exit(0);
