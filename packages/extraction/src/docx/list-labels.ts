import { formatNumber } from '../text/format-number.ts';
import type { FindList, List, ListLevel } from './read-numbering.ts';
import type { Styles } from './read-styles.ts';

/** What a paragraph says about the list it is in. */
export interface ListPlace {
  readonly style: string | undefined;
  /** `0` takes a paragraph out of the list of its style. */
  readonly numId?: string;
  readonly level?: number;
}

const LEVELS = 9;

/** Counts a document's lists: `next` gives the number of a paragraph with what stands between it and the text
 *  (`3.1\t`), to be asked once for each in their order; empty outside of lists and for bullets. */
export function openListLabels(findList: FindList, styles: Styles): { next(place: ListPlace): string } {
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  return {
    next(place) {
      const found = findPlace(place, findList, styles);
      const level = found?.list.levels.get(found.level);
      if (found === undefined || level === undefined) return '';
      const counts = counters.get(found.list.definition) ?? [];
      counters.set(found.list.definition, counts);
      advance(counts, found, begun);
      if (level.format === 'bullet') return '';
      const label = writeLabel(level, found.list, counts);
      return label === '' ? '' : label + level.suffix;
    },
  };
}

interface Place {
  readonly numId: string;
  readonly list: List;
  readonly level: number;
}

function findPlace({ style, numId, level }: ListPlace, findList: FindList, styles: Styles): Place | undefined {
  const inherited = styles.findList(style);
  const used = numId ?? inherited?.numId;
  const list = used === undefined || used === '0' ? undefined : findList(used);
  if (used === undefined || list === undefined) return undefined;
  const chain = styles.chain(style);
  // a level that is a style of the paragraph's says where it stands; the nearest style counts
  const ofStyle = chain
    .map((id) => [...list.levels].find(([, { style: own }]) => own === id)?.[0])
    .find((found) => found !== undefined);
  const at = level ?? ofStyle ?? (numId === undefined ? inherited?.level : undefined) ?? 0;
  return { numId: used, list, level: at };
}

/** One more at this level; those below begin again, unless they say otherwise. */
function advance(counts: (number | undefined)[], { numId, list, level }: Place, begun: Set<string>): void {
  const key = `${numId} ${level}`;
  const override = begun.has(key) ? undefined : list.starts.get(level);
  begun.add(key);
  const before = counts[level];
  counts[level] = override ?? (before === undefined ? (list.levels.get(level)?.start ?? 0) : before + 1);
  for (let below = level + 1; below < LEVELS; below++) {
    const restart = list.levels.get(below)?.restart;
    if (restart === undefined || level < restart) counts[below] = undefined;
  }
}

function writeLabel({ template, isLegal }: ListLevel, list: List, counts: readonly (number | undefined)[]): string {
  return template.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const shown = list.levels.get(at);
    if (shown === undefined || shown.format === 'bullet') return '';
    const format = isLegal && shown.format !== 'none' ? 'decimal' : shown.format;
    return formatNumber(counts[at] ?? shown.start, format);
  });
}
