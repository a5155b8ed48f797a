// Opens a pool with a probe as child, lets it work, tells the child's pid and waits to be killed.
import { childCommand } from '../../src/pool/child-command.ts';
import { ExtractorChild } from '../../src/pool/extractor-child.ts';
import { openOrphanGuard } from '../../src/pool/orphan-guard.ts';

const [probe = '', act = ''] = process.argv.slice(2);
const limits = { timeoutMs: 600_000, maxRssBytes: 512 * 1024 * 1024, maxTextUnits: 1000 };
const child = await ExtractorChild.start(childCommand(limits.maxRssBytes, probe), limits);
openOrphanGuard().watch(child.pid);
void child.extract(Buffer.from(act), { passwords: [] });
process.stdout.write(`${child.pid}\n`);
