/** Left, top, right, bottom in 1/100 pt from the top left corner of the displayed page. */
export type Box = [left: number, top: number, right: number, bottom: number];

/** What places, in points, may be in files that are not damaged, with room to spare: a page is at most 14,400 units wide
 *  (ISO 32000-1, annex C). In 1/100 pt it fits 32 bits many times. */
export const FARTHEST = 100_000;

/** A length in points as it can be kept: none that is infinite, no number at all, or beyond {@link FARTHEST}. */
export function limitLength(points: number): number {
  return Number.isNaN(points) ? 0 : Math.min(FARTHEST, Math.max(-FARTHEST, points));
}

/** The smallest box around all of `boxes`. */
export function union(boxes: Iterable<Readonly<Box>>): Box {
  const all: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [left, top, right, bottom] of boxes) {
    all[0] = Math.min(all[0], left);
    all[1] = Math.min(all[1], top);
    all[2] = Math.max(all[2], right);
    all[3] = Math.max(all[3], bottom);
  }
  return all;
}

/** The middle value, or 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** The product of two affine matrices `[a, b, c, d, e, f]`: `second` is applied first. */
export function multiply(first: readonly number[], second: readonly number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = first;
  const [u = 1, v = 0, w = 0, x = 1, y = 0, z = 0] = second;
  return [a * u + c * v, b * u + d * v, a * w + c * x, b * w + d * x, a * y + c * z + e, b * y + d * z + f];
}

/** The box of what stands from `from` to `to` along a text's baseline.
 *  @param placed its direction in radians, and where it begins and ends across */
export function placeBox(
  { turn, top, bottom }: { readonly turn: number; readonly top: number; readonly bottom: number },
  from: number,
  to: number,
): Box {
  if (turn === 0)
    return [Math.round(from * 100), Math.round(top * 100), Math.round(to * 100), Math.round(bottom * 100)];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corner = (along: number, across: number): Box => {
    const x = Math.round((along * cos - across * sin) * 100);
    const y = Math.round((along * sin + across * cos) * 100);
    return [x, y, x, y];
  };
  return union([corner(from, top), corner(to, top), corner(from, bottom), corner(to, bottom)]);
}
