import type { Counts } from './score-document.ts';

/** Counts of one layout by reader. */
export type LayoutScores = Record<string, Counts>;

/** Rates of one reader over some documents; null where there was nothing to count. */
export interface Rates {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Words in the right order (longest common subsequence), of all true words. */
  readonly order: number | null;
  readonly hyphenation: number | null;
  readonly noiseRemoved: number | null;
  readonly bodyRemoved: number | null;
  /** Words on another page, or in another number of parts than they were drawn in, of all placed words. */
  readonly misplaced: number | null;
  /** Points between drawn and found edges that 99 % of the placed words stay within. */
  readonly placeErrorP99: number | null;
}

/** The bars a reader has to pass. */
const BARS = { f1: 0.995, noiseRemoved: 0.99, bodyRemoved: 0.0001 };

function toRates(counts: Counts): Rates {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const precision = share(counts.rightWords, counts.foundWords);
  const recall = share(counts.rightWords, counts.trueWords);
  const errors = counts.placeErrors.toSorted((a, b) => a - b);
  return {
    precision,
    recall,
    f1: share(2 * counts.rightWords, counts.foundWords + counts.trueWords),
    order: share(counts.ordered, counts.trueWords),
    hyphenation: share(counts.mended, counts.broken),
    noiseRemoved: share(counts.noiseWords - counts.noiseLeft, counts.noiseWords),
    bodyRemoved: share(counts.bodyRemoved, counts.bodyCharacters),
    misplaced: share(counts.misplaced, counts.placed),
    placeErrorP99: errors[Math.floor(0.99 * errors.length)] ?? null,
  };
}

/** Rates by layout and reader, with a row `all` over everything. */
export function rates(layouts: ReadonlyMap<string, LayoutScores>): Record<string, Record<string, Rates>> {
  const rows = [...layouts, ['all', addUp(layouts)] as const];
  return Object.fromEntries(
    rows.map(([layout, scores]) => [
      layout,
      Object.fromEntries(Object.entries(scores).map(([reader, counts]) => [reader, toRates(counts)])),
    ]),
  );
}

function addUp(layouts: ReadonlyMap<string, LayoutScores>): LayoutScores {
  const all: LayoutScores = {};
  for (const scores of layouts.values()) {
    for (const [reader, counts] of Object.entries(scores)) {
      const sum = all[reader];
      all[reader] = sum === undefined ? { ...counts, placeErrors: [...counts.placeErrors] } : add(sum, counts);
    }
  }
  return all;
}

function add(a: Counts, b: Counts): Counts {
  const sum = { ...a, placeErrors: [...a.placeErrors, ...b.placeErrors] };
  for (const key of Object.keys(a) as (keyof Counts)[]) if (key !== 'placeErrors') sum[key] = a[key] + b[key];
  return sum;
}

/** One table a question, one row a layout; what misses a bar is bold, and a row where another reader is better, too. */
export function toMarkdown(layouts: ReadonlyMap<string, LayoutScores>, readers: readonly string[]): string {
  const rows = Object.entries(rates(layouts));
  const percent = (value: number | null | undefined) => (value == null ? '' : `${(100 * value).toFixed(2)}`);
  const lines = [
    `| layout | ${readers.map((reader) => `F1 ${reader}`).join(' | ')} | ${readers.map((reader) => `order ${reader}`).join(' | ')} | ${readers.map((reader) => `hyphens ${reader}`).join(' | ')} | noise removed | body removed | misplaced | place error p99 |`,
    `|---${'|---'.repeat(3 * readers.length + 4)}|`,
  ];
  for (const [layout, scores] of rows) {
    const own = scores['acervo'];
    const cells = [layout];
    for (const key of ['f1', 'order', 'hyphenation'] as const) {
      const best = Math.max(...readers.map((reader) => scores[reader]?.[key] ?? 0));
      for (const reader of readers) {
        const value = scores[reader]?.[key];
        const isWorse = reader === 'acervo' && value != null && (value < best || (key === 'f1' && value < BARS.f1));
        cells.push(isWorse ? `**${percent(value)}**` : percent(value));
      }
    }
    const noise = own?.noiseRemoved ?? null;
    const body = own?.bodyRemoved ?? null;
    cells.push(noise !== null && noise < BARS.noiseRemoved ? `**${percent(noise)}**` : percent(noise));
    cells.push(body !== null && body > BARS.bodyRemoved ? `**${percent(body)}**` : percent(body));
    cells.push(percent(own?.misplaced), own?.placeErrorP99?.toFixed(2) ?? '');
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n\nAll in %, but the place error, which is in points.\n`;
}
