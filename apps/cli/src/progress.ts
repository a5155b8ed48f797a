import type { Output } from './output.ts';
import { shorten } from './terminal-text.ts';

/** How far one stage of the work is. */
interface StageProgress {
  readonly label: string;
  readonly done: number;
  /** Undefined while nobody knows. */
  readonly total: number | undefined;
  /** What stands behind the bar: rate, time left. */
  readonly detail?: string;
}

/** Shows progress on stderr: bars redrawn in place on a terminal, else a line whenever something moved, at most one in
 *  `LINE_MS`. */
export interface Progress extends Disposable {
  show(stages: readonly StageProgress[]): void;
  /** A line that stays, above the bars. */
  note(line: string): void;
}

const LINE_MS = 5_000;
const BAR_COLUMNS = 24;

export function openProgress(output: Output, now: () => number = Date.now): Progress {
  let drawn = 0;
  let last: readonly StageProgress[] = [];
  let lastLine = '';
  let lastLineAt = -Infinity;
  const erase = () => {
    if (drawn > 0) output.draw(`\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  const draw = () => {
    const lines = last.map((stage) => shorten(barLine(stage, labelColumns(last)), output.noteColumns - 1));
    output.draw(lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
  };
  const line = (force: boolean) => {
    const text = last
      .map(({ label, done, total }) => `${label} ${done}${total === undefined ? '' : `/${total}`}`)
      .join(' · ');
    if (text === lastLine || (!force && now() - lastLineAt < LINE_MS)) return;
    lastLine = text;
    lastLineAt = now();
    output.note(text);
  };
  return {
    show(stages) {
      last = stages;
      if (output.noteTerminal) {
        erase();
        draw();
      } else line(false);
    },
    note(text) {
      erase();
      output.note(text);
      if (output.noteTerminal) draw();
    },
    [Symbol.dispose]() {
      if (!output.noteTerminal && last.length > 0) line(true);
      drawn = 0;
    },
  };
}

const labelColumns = (stages: readonly StageProgress[]) => Math.max(...stages.map((stage) => stage.label.length));

function barLine({ label, done, total, detail = '' }: StageProgress, columns: number): string {
  const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total);
  const full = Math.round(share * BAR_COLUMNS);
  const bar = total === undefined ? ' '.repeat(BAR_COLUMNS) : '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
  const count = total === undefined ? String(done) : `${done}/${total}`;
  return `${label.padEnd(columns)} ${bar} ${count}${detail === '' ? '' : `  ${detail}`}`;
}
