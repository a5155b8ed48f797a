/** The share of a page that images cover, 0..1; overlaps count twice.
 *  @param images for each, the matrix that places the unit square
 *  @param view left, bottom, right, top of the page in the same space */
export function coverage(images: readonly (readonly number[])[], view: readonly number[]): number {
  const [left = 0, bottom = 0, right = 0, top = 0] = view;
  let area = 0;
  for (const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] of images) {
    const [x, y] = [e + Math.min(0, a) + Math.min(0, c), f + Math.min(0, b) + Math.min(0, d)];
    const [width, height] = [Math.abs(a) + Math.abs(c), Math.abs(b) + Math.abs(d)];
    const across = Math.min(right, x + width) - Math.max(left, x);
    const up = Math.min(top, y + height) - Math.max(bottom, y);
    if (across > 0 && up > 0) area += across * up;
  }
  const all = (right - left) * (top - bottom);
  return all > 0 ? Math.min(1, area / all) : 0;
}
