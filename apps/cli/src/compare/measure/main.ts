/** A process that does nothing but run one model over given texts, so that its time and memory are the model's. */
import { readFile } from 'node:fs/promises';
import { openRecognizer } from '@acervo/inference';
import { PipelineError } from '@acervo/runtime';
import type { MeasureReply, MeasureTask, Speed } from '../measure-model.ts';

/** Code units that are recognized beforehand, to warm the sessions. */
const WARM_UP_UNITS = 2000;
/** Less than this is mostly chance. */
const LEAST_MS = 2000;

process.once('message', async (task: MeasureTask) => {
  process.on('disconnect', () => process.exit(1)); // nobody waits for it any more
  const reply = await measure(task).then(
    (speed): MeasureReply => ({ speed }),
    (error: unknown): MeasureReply => ({ code: error instanceof PipelineError ? error.code : 'internal' }),
  );
  process.send?.(reply, () => process.exit(0));
});

async function measure({ texts, ...options }: MeasureTask): Promise<Speed> {
  await using recognizer = await openRecognizer(options);
  await recognizer.recognize(texts[0]?.slice(0, WARM_UP_UNITS) ?? '');
  const startedAt = performance.now();
  for (let passes = 1; ; passes += 1) {
    const recognitions = await Promise.all(texts.map((text) => recognizer.recognize(text)));
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs < LEAST_MS) continue;
    const sum = (name: 'words' | 'tokens') => recognitions.reduce((all, each) => all + each[name], 0);
    const peakBytes = await readPeakMemory();
    return { words: sum('words'), tokens: sum('tokens'), passes, elapsedMs: elapsedMs / passes, peakBytes };
  }
}

/** Linux tells a process' own peak; what `getrusage` tells there may be the parent's, from before it became this program. */
async function readPeakMemory(): Promise<number> {
  const status = await readFile('/proc/self/status', 'latin1').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return 1024 * (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes));
}
