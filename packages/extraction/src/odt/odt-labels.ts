import { formatNumber } from '../text/format-number.ts';
import type { NumberLevel, OdtStyles } from './read-odt-styles.ts';

/** Counts the lists of a document. */
export interface OdtLabels {
  /** A list begins; one at the top counts from the start unless it goes on. */
  begin(style: string, level: number, continues: boolean): void;
  /** The number of the next item with a space behind it, empty for bullets.
   *  @param value where the item says so */
  next(style: string, level: number, value?: number): string;
}

/** Numbers by the levels of list styles. */
export function openOdtLabels({ lists }: OdtStyles): OdtLabels {
  const counters = new Map<string, (number | undefined)[]>();
  const of = (style: string) => {
    const counts = counters.get(style) ?? [];
    counters.set(style, counts);
    return counts;
  };
  return {
    begin(style, level, continues) {
      if (!continues) of(style).length = level;
    },
    next(style, level, value) {
      const levels = lists.get(style);
      const own = levels?.get(level);
      const counts = of(style);
      const before = counts[level];
      counts[level] = value ?? (before === undefined ? (own?.start ?? 1) : before + 1);
      counts.length = level + 1;
      return levels === undefined || own === undefined ? '' : write(levels, own, level, counts);
    },
  };
}

function write(
  levels: ReadonlyMap<number, NumberLevel>,
  own: NumberLevel,
  level: number,
  counts: readonly (number | undefined)[],
): string {
  const numbers: string[] = [];
  for (let at = Math.max(1, level - own.shown + 1); at <= level; at++) {
    const shown = levels.get(at);
    if (shown !== undefined) numbers.push(formatNumber(counts[at] ?? shown.start, shown.format));
  }
  return `${own.prefix}${numbers.join('.')}${own.suffix} `;
}
