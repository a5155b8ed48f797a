/** What one gets from pdf.js alone: `getTextContent` of every page, strings joined. Prints `{ pages, characters, wallSeconds, cpuSeconds }`.
 *  Run as `node plain-pdfjs.ts <folder>` in a process of its own, as our children are. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlainPdf } from './open-plain-pdf.ts';

const folder = process.argv[2] ?? 'samples';
let pages = 0;
let characters = 0;
const files: Buffer[] = [];
for (const name of (await readdir(folder)).filter((file) => /\.pdf$/i.test(file)).sort())
  files.push(await readFile(join(folder, name)));
const started = performance.now();
for (const bytes of files) {
  const task = openPlainPdf(bytes);
  try {
    const pdf = await task.promise;
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const content = await page.getTextContent();
      for (const item of content.items) if ('str' in item) characters += item.str.length;
      page.cleanup();
      pages++;
    }
  } catch {
    // a broken file counts for neither side
  }
  await task.destroy();
}
const wallSeconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ pages, characters, wallSeconds, cpuSeconds: (user + system) / 1e6 }));
