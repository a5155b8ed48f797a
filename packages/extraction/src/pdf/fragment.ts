import type { TextStyle } from 'pdfjs-dist/types/src/display/api.js';
import { FARTHEST, limitLength, multiply } from './geometry.ts';
import type { GlyphItem } from './load-pdfjs.ts';

/** One run of text as pdf.js gives it, placed. Lengths along and across are measured in its own direction: along the
 *  baseline as it is read, and across it from the top of the page as read. All in points of the displayed page. */
export interface Fragment {
  readonly text: string;
  /** Where each UTF-16 unit ends along the baseline; the first one begins at `left`, any other where the one before it
   *  ends. Ascending in all but odd fonts. */
  readonly ends: readonly number[];
  /** Direction of the baseline on the displayed page: 0, 90, 180, 270 degrees clockwise, or -1 for any other. */
  readonly angle: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** Across: the top and the bottom of what its font draws. */
  readonly top: number;
  readonly bottom: number;
  /** Its direction in radians; for -1 the exact one. */
  readonly turn: number;
  /** White space stood before or after it in the file. */
  spaceBefore: boolean;
  spaceAfter: boolean;
}

const ANGLE_TOLERANCE_DEGREES = 12;
/** What pdf.js normalizes: spaces of all widths, ligatures, presentation forms. */
const COMPATIBLE = /[\u00a0\u2000-\u200a\u202f\u2126\ufb00-\ufdff\ufe70-\ufefc]/;

/** Places the items of a page on the page as displayed; white-space items become marks on their neighbours.
 *  @param viewport matrix from PDF user space to displayed points */
export function placeItems(
  items: Iterable<GlyphItem>,
  styles: Record<string, TextStyle>,
  viewport: readonly number[],
): Fragment[] {
  const fragments: Fragment[] = [];
  const scale = Math.hypot(viewport[0] ?? 1, viewport[1] ?? 0);
  let space = false;
  let last: Fragment | undefined;
  for (const item of items) {
    if (item.str.trim() === '') {
      space ||= item.str !== '' || item.hasEOL;
      if (last !== undefined && space) last.spaceAfter = true;
      continue;
    }
    last = place(item, styles[item.fontName], viewport, scale);
    last.spaceBefore = space;
    last.spaceAfter = space = item.hasEOL;
    fragments.push(last);
  }
  return fragments;
}

function place(item: GlyphItem, style: TextStyle | undefined, viewport: readonly number[], scale: number): Fragment {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = multiply(viewport, item.transform as number[]);
  const vertical = style?.vertical === true;
  const size = limitLength(item.height > 0 && !vertical ? item.height * scale : Math.hypot(c, d)) || 1;
  const found = (vertical ? item.height : item.width) * scale;
  // a font without widths: half of its size is a usual one
  const hasWidths = found > 0 && found <= FARTHEST;
  const width = hasWidths ? found : 0.5 * size * item.str.length;
  const radians = (vertical ? Math.atan2(-d, -c) : Math.atan2(b, a)) || 0;
  const angle = rightAngle(radians);
  const turn = angle < 0 ? radians : (angle * Math.PI) / 180;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const left = limitLength(x * cos + y * sin);
  const right = limitLength(left + width);
  const baseline = limitLength(-x * sin + y * cos);
  return {
    ...(hasWidths
      ? placeGlyphs(item, { left, right, cos, sin, viewport, scale })
      : spreadEvenly(item.str, left, right)),
    angle,
    turn,
    left,
    right,
    baseline,
    size,
    top: baseline - limited(style?.ascent, 0.5, 1.1, 0.8) * size,
    bottom: baseline + limited(style?.descent === undefined ? undefined : -style.descent, 0, 0.5, 0.2) * size,
    spaceBefore: false,
    spaceAfter: false,
  };
}

interface Placing {
  readonly left: number;
  readonly right: number;
  readonly cos: number;
  readonly sin: number;
  readonly viewport: readonly number[];
  readonly scale: number;
}

/** The text of an item, and where each unit of it ends. */
function placeGlyphs(item: GlyphItem, placing: Placing): Pick<Fragment, 'text' | 'ends'> {
  const { pieces = [], glyphs = [] } = item;
  if (pieces.join('') !== item.str) return spreadEvenly(item.str, placing.left, placing.right); // right to left
  const { cos, sin, viewport, scale } = placing;
  const [v0 = 1, v1 = 0, v2 = 0, v3 = -1, v4 = 0, v5 = 0] = viewport;
  const alongX = v0 * cos + v1 * sin;
  const alongY = v2 * cos + v3 * sin;
  const origin = v4 * cos + v5 * sin;
  const ends: number[] = [];
  const isPlain = !COMPATIBLE.test(item.str);
  let text = isPlain ? item.str : '';
  let glyph = 0;
  let reached = placing.left;
  for (let index = 0; index < pieces.length; index++) {
    const raw = pieces[index] ?? '';
    const piece = isPlain || !COMPATIBLE.test(raw) ? raw : raw.normalize('NFKC');
    if (!isPlain) text += piece;
    const end = alongX * (glyphs[glyph + 1] ?? 0) + alongY * (glyphs[glyph + 2] ?? 0) + origin;
    const found = Math.abs(end) <= FARTHEST ? end : reached; // a mark before any letter has no place
    if (glyphs[glyph] !== index + 1) {
      // a space that stands in no font: it reaches to the glyph that follows
      if (glyph < glyphs.length) reached = Math.max(reached, found - Math.abs(glyphs[glyph + 3] ?? 0) * scale);
      ends.push(reached);
      continue;
    }
    glyph += 4;
    const start = reached;
    reached = found;
    for (let unit = 1; unit < piece.length; unit++) ends.push(start + ((reached - start) * unit) / piece.length);
    if (piece !== '') ends.push(reached);
  }
  return { text, ends };
}

/** As if all characters were of one width. */
export function spreadEvenly(text: string, left: number, right: number): Pick<Fragment, 'text' | 'ends'> {
  const step = (right - left) / Math.max(1, text.length);
  return { text, ends: Array.from({ length: text.length }, (_, unit) => left + (unit + 1) * step) };
}

/** The nearest of 0, 90, 180 and 270 degrees, or -1 where none is near. */
export function rightAngle(radians: number): number {
  const degrees = ((radians * 180) / Math.PI + 720) % 360;
  const nearest = Math.round(degrees / 90) * 90;
  return Math.abs(degrees - nearest) <= ANGLE_TOLERANCE_DEGREES ? nearest % 360 : -1;
}

function limited(value: number | undefined, low: number, high: number, otherwise: number): number {
  return value === undefined || !Number.isFinite(value) || value < low || value > high ? otherwise : value;
}
