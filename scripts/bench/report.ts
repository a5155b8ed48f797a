import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** One measured line: what, how much of which unit, and beside what. A ratio is quoted, an absolute figure is noise of its machine. */
export interface Row {
  stage: string;
  what: string;
  value: number;
  unit: string;
  /** The alternative measured in the same run. */
  beside?: { what: string; value: number };
  /** A bar that the figure must pass, as text, and whether it did. */
  bar?: { text: string; passed: boolean };
}

const format = (value: number) =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(3);

/** The table as Markdown. */
export function toMarkdown(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const beside = row.beside ? `${format(row.beside.value)} (${row.beside.what})` : '';
    const ratio = row.beside && row.beside.value !== 0 ? (row.value / row.beside.value).toFixed(2) : '';
    const bar = row.bar ? `${row.bar.passed ? 'passed' : '**missed**'}: ${row.bar.text}` : '';
    return `| ${row.stage} | ${row.what} | ${format(row.value)} ${row.unit} | ${beside} | ${ratio} | ${bar} |`;
  });
  return ['| stage | what | measured | beside | ratio | bar |', '|---|---|---|---|---|---|', ...lines, ''].join('\n');
}

/** Writes `bench.md` and `bench.json` into `folder`, with the machine they were made on. */
export async function writeReport(folder: string, rows: readonly Row[]): Promise<void> {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    at: new Date().toISOString(),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'bench.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  const head = `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.at}\n\n`;
  await writeFile(join(folder, 'bench.md'), head + toMarkdown(rows));
}
