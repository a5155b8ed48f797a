import type { TextItem, TextStyle } from 'pdfjs-dist/types/src/display/api.js';
import { type Box, multiply, union } from './geometry.ts';

/** One run of text as pdf.js gives it, placed. `along` and `across` are measured in its own direction: along the
 *  baseline as it is read, and across it from the top of the page as read. All lengths in points of the displayed page. */
export interface Fragment {
  readonly text: string;
  /** Direction of the baseline on the displayed page: 0, 90, 180, 270 degrees clockwise, or -1 for any other. */
  readonly angle: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** White space stood before or after it in the file. */
  spaceBefore: boolean;
  spaceAfter: boolean;
  readonly box: Box;
}

const ANGLE_TOLERANCE_DEGREES = 12;

/** Places the items of a page on the page as displayed; white-space items become marks on their neighbours.
 *  @param viewport matrix from PDF user space to displayed points */
export function placeItems(
  items: Iterable<TextItem>,
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

function place(item: TextItem, style: TextStyle | undefined, viewport: readonly number[], scale: number): Fragment {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = multiply(viewport, item.transform as number[]);
  const vertical = style?.vertical === true;
  const size = (item.height > 0 && !vertical ? item.height * scale : Math.hypot(c, d)) || 1;
  const width = (vertical ? item.height : item.width) * scale;
  const radians = vertical ? Math.atan2(-d, -c) : Math.atan2(b, a);
  const angle = rightAngle(radians);
  const turn = angle < 0 ? radians : (angle * Math.PI) / 180;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const ascent = limited(style?.ascent, 0.5, 1.1, 0.8) * size;
  const descent = limited(style?.descent === undefined ? undefined : -style.descent, 0, 0.5, 0.2) * size;
  const corner = (along: number, across: number): Box => {
    const cornerX = Math.round((x + along * cos - across * sin) * 100);
    const cornerY = Math.round((y + along * sin + across * cos) * 100);
    return [cornerX, cornerY, cornerX, cornerY];
  };
  const left = x * cos + y * sin;
  return {
    text: item.str,
    angle,
    left,
    right: left + width,
    baseline: -x * sin + y * cos,
    size,
    spaceBefore: false,
    spaceAfter: false,
    box: union([corner(0, -ascent), corner(width, -ascent), corner(0, descent), corner(width, descent)]),
  };
}

function rightAngle(radians: number): number {
  const degrees = ((radians * 180) / Math.PI + 360) % 360;
  const nearest = Math.round(degrees / 90) * 90;
  return Math.abs(degrees - nearest) <= ANGLE_TOLERANCE_DEGREES ? nearest % 360 : -1;
}

function limited(value: number | undefined, low: number, high: number, otherwise: number): number {
  return value === undefined || !Number.isFinite(value) || value < low || value > high ? otherwise : value;
}
