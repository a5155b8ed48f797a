/** Started by a test: exits with code 7 while two threads are busy. Arguments: model folder, milliseconds to wait. */
import { openRecognizer } from '../src/index.ts';
import { inventText } from './invented-text.ts';

const [folder = '', waitMs] = process.argv.slice(2);
const recognizer = await openRecognizer({ folder, threads: 2 });
for (const seed of [1, 2]) recognizer.recognize(inventText(60_000, seed)).catch(() => process.exit(1));
setTimeout(() => process.exit(7), Number(waitMs));
