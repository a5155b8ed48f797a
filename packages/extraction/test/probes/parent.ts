// Opens a pool with a probe as child, lets it work, tells the child's pid and waits to be killed.
import { childCommand } from '../../src/pool/child-command.ts';
import { extractInChild } from '../../src/pool/extract-in-child.ts';
import { openOrphanGuard } from '../../src/pool/orphan-guard.ts';
import { SupervisedChild } from '../../src/pool/supervised-child.ts';

const [probe = '', act = ''] = process.argv.slice(2);
const limits = { timeoutMs: 600_000, maxRssBytes: 512 * 1024 * 1024, maxTextUnits: 1000 };
const child = await SupervisedChild.start(childCommand(limits.maxRssBytes, probe), limits);
openOrphanGuard().watch(child.pid);
void extractInChild(child, Buffer.from(act), { passwords: [] });
process.stdout.write(`${child.pid}\n`);
