/** Draws the sample behind packages/legal/gold again and prints it: `main.ts <folder of LeNER-Br train>`. */
import { sampleMentions } from './sample.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: main.ts <folder of LeNER-Br train>');
for (const { id, half, type, document, text, left, right } of sampleMentions(folder))
  process.stdout.write(`${[id, half, type, document, text, left, right].join('\t')}\n`);
