// A child that misbehaves on request: the document's bytes are the name of what it does. It is started with the exact
// arguments of a real child, so it may do no more than one.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { openChannel } from '../../src/child/channel.ts';
import { closeNetwork } from '../../src/child/close-network.ts';

const channel = openChannel();
closeNetwork();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const hoard: Buffer[] = [];
const codeOf = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt();
    return 'allowed';
  } catch (error) {
    return String((error as { code?: string }).code ?? (error as Error).message);
  }
};

const acts: Record<string, () => Promise<unknown>> = {
  async hang() {
    for (;;);
  },
  async wait() {
    await new Promise(() => setInterval(() => {}, 1000));
  },
  async hoard() {
    for (;;) {
      hoard.push(Buffer.alloc(16 * 1024 * 1024, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  async heap() {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => `${index}-${kept.length}`));
  },
  async leak() {
    hoard.push(Buffer.alloc(250 * 1024 * 1024, 1));
    await channel.send('text', null, Buffer.from(String(hoard.length)));
    await channel.send('done', { mediaType: 'application/pdf', extractorVersion: 'probe' });
  },
  async flood() {
    for (;;)
      await channel.send('removed', [{ page: 1, rule: 'flood', text: 'x'.repeat(1_000_000), box: [0, 0, 0, 0] }]);
  },
  async garbage() {
    await channel.send('page', { number: 'one' });
  },
  async exit() {
    process.exit(3);
  },
  async pid() {
    await channel.send('text', null, Buffer.from(String(process.pid)));
    await channel.send('done', { mediaType: 'application/pdf', extractorVersion: 'probe' });
  },
  async permissions() {
    const report = {
      passwords: await codeOf(() => readFileSync('/etc/passwd')),
      project: await codeOf(() => readFileSync(new URL('../../../../package.json', import.meta.url))),
      write: await codeOf(() => writeFileSync('/tmp/written-by-probe', '')),
      spawn: await codeOf(() => spawn(process.execPath)),
      thread: await codeOf(() => new Worker('0', { eval: true })),
      fetch: await codeOf(() => fetch('http://127.0.0.1:9')),
      environment: Object.keys(process.env).join(),
    };
    await channel.send('text', null, Buffer.from(JSON.stringify(report)));
    await channel.send('done', { mediaType: 'application/pdf', extractorVersion: 'probe' });
  },
};

await channel.send('ready');
for await (const { body } of channel.frames) await acts[Buffer.from(body).toString()]?.();
process.exit(0);
