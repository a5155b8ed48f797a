/** A text with where it stands. Runs are six numbers each (start, end, left, top, right, bottom), ascending; `advances` has
 *  one number for each unit of all runs: how far its glyph reaches beyond the one before, from the run's left on. */
export interface PlacedRuns {
  readonly text: string;
  readonly runs: Int32Array;
  readonly advances: Int16Array;
}

/** `placed` without `cuts`; runs move along, what is cut out of a run makes it narrower, and one left empty is dropped.
 *  @param cuts ascending, not overlapping, each at the end of a run or between runs */
export function cutRanges<Placed extends PlacedRuns>(
  placed: Placed,
  cuts: readonly (readonly [start: number, end: number])[],
): PlacedRuns {
  const { text, runs, advances } = placed;
  if (cuts.length === 0) return placed;
  let rest = '';
  let at = 0;
  for (const [start, end] of cuts) {
    rest += text.slice(at, start);
    at = end;
  }
  rest += text.slice(at);
  return { text: rest, ...moveRuns(runs, advances, cuts) };
}

function moveRuns(runs: Int32Array, advances: Int16Array, cuts: readonly (readonly [number, number])[]) {
  const kept = new Int32Array(runs.length);
  const keptAdvances = new Int16Array(advances.length);
  let length = 0;
  let units = 0;
  let read = 0;
  let passed = 0;
  let removed = 0;
  // positions ascend within and across runs, so one pass over the cuts is enough
  const move = (position: number): number => {
    for (let cut = cuts[passed]; cut !== undefined && cut[1] <= position; cut = cuts[++passed])
      removed += cut[1] - cut[0];
    const inside = cuts[passed];
    return position - removed - (inside !== undefined && inside[0] < position ? position - inside[0] : 0);
  };
  for (let run = 0; run < runs.length; run += 6) {
    const [from = 0, to = 0] = runs.subarray(run, run + 2);
    const start = move(from);
    const end = move(to);
    const own = advances.subarray(read, read + to - from);
    read += to - from;
    if (end <= start) continue;
    kept.set(runs.subarray(run, run + 6), length);
    kept[length] = start;
    kept[length + 1] = end;
    if (end - start < own.length) {
      const lost = own.subarray(end - start).reduce((sum, advance) => sum + advance, 0);
      kept[length + 4] = Math.max(kept[length + 2] ?? 0, (kept[length + 4] ?? 0) - lost);
    }
    keptAdvances.set(own.subarray(0, end - start), units);
    units += end - start;
    length += 6;
  }
  return { runs: kept.slice(0, length), advances: keptAdvances.slice(0, units) };
}
