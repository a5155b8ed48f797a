import type { Context } from '../context.ts';
import { decimal } from '../decimal.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';
import type { Exported } from './export-archive.ts';

/** Says what was exported, and of a pseudonymized export what was measured in it, and what was not. */
export function printExport(
  { say, output, number, language }: Context,
  folder: string,
  { documents, files, replaced, leaks }: Exported,
): void {
  output.print(output.result.bold(say.exportedTo(oneLine(folder), number(documents))));
  const rows = files.map(({ file, rows, bytes }) => [file, number(rows), number(bytes)]);
  for (const line of formatTable(['', say.exportRows, say.exportBytes], rows, output.resultColumns))
    output.print(`  ${line}`);
  if (replaced === undefined || leaks === undefined) return;
  output.print();
  output.print(say.replacedCounts(number(replaced.recognized), number(replaced.searched)));
  const byRule = Object.entries(replaced.byRule).map(([label, count]) => `${label} ${number(count)}`);
  if (byRule.length > 0) output.print(`  ${byRule.join(' · ')}`);
  const share = ((100 * leaks.namesLeft) / Math.max(1, leaks.names)).toFixed(2);
  output.print(
    say.leaksLeft(
      number(leaks.namesLeft),
      number(leaks.names),
      decimal(share, language),
      number(leaks.occurrencesLeft),
    ),
  );
  output.print(say.wordsLeft(number(leaks.wordsLeft), number(leaks.lowerCaseWordsLeft)));
  output.note(output.notes.yellow(say.leaksUnknown));
}
