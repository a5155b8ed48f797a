/** `text` without `cuts`, and `runs` (six numbers each: start, end, box) moved along; runs left empty are dropped.
 *  @param cuts ascending, not overlapping */
export function cutRanges(
  text: string,
  runs: Int32Array,
  cuts: readonly (readonly [start: number, end: number])[],
): { text: string; runs: Int32Array } {
  if (cuts.length === 0) return { text, runs };
  let rest = '';
  let at = 0;
  for (const [start, end] of cuts) {
    rest += text.slice(at, start);
    at = end;
  }
  rest += text.slice(at);
  return { text: rest, runs: moveRuns(runs, cuts) };
}

function moveRuns(runs: Int32Array, cuts: readonly (readonly [number, number])[]): Int32Array {
  const kept = new Int32Array(runs.length);
  let length = 0;
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
    const start = move(runs[run] ?? 0);
    const end = move(runs[run + 1] ?? 0);
    if (end <= start) continue;
    kept.set(runs.subarray(run, run + 6), length);
    kept[length] = start;
    kept[length + 1] = end;
    length += 6;
  }
  return kept.slice(0, length);
}
