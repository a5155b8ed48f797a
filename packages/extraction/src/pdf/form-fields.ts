import { type Fragment, spreadEvenly } from './fragment.ts';
import { type Box, limitLength, multiply, union } from './geometry.ts';

/** What pdf.js tells about an annotation that shows text: a filled form field or a typed-in note. */
interface TextAnnotation {
  readonly rect?: readonly number[];
  readonly textContent?: readonly string[];
  /** `Tx`, `Ch`, `Btn`, `Sig`. */
  readonly fieldType?: string | null;
  /** What was filled in; viewers draw it themselves where the file has no appearance for it. */
  readonly fieldValue?: unknown;
}

/** Whether an annotation is the visible part of an electronic signature: a stamp, wherever it stands. */
export function isSignature({ fieldType }: TextAnnotation): boolean {
  return fieldType === 'Sig';
}

/** Text that annotations show on the page (pdf.js leaves it out of the page's text content), placed in their rectangles.
 *  One that is much taller than wide is a stamp at the side: it counts as turned.
 *  @param viewport matrix from PDF user space to displayed points */
export function placeFields(annotations: readonly TextAnnotation[], viewport: readonly number[]): Fragment[] {
  return annotations.flatMap((annotation) => {
    const { rect } = annotation;
    const lines = shownLines(annotation).filter((line) => line.trim() !== '');
    return rect === undefined || lines.length === 0 ? [] : placeLines(lines, toBox(rect, viewport));
  });
}

function shownLines({ textContent, fieldType, fieldValue }: TextAnnotation): readonly string[] {
  if (textContent !== undefined && textContent.length > 0) return textContent;
  if (fieldType !== 'Tx' && fieldType !== 'Ch') return [];
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values.flatMap((value) => (typeof value === 'string' ? value.split(/\r\n?|\n/) : []));
}

function toBox([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[], viewport: readonly number[]): Box {
  const corners = [
    [x1, y1],
    [x2, y2],
  ].map(([x = 0, y = 0]): Box => {
    const [, , , , left = 0, top = 0] = multiply(viewport, [1, 0, 0, 1, x, y]);
    const at = [Math.round(limitLength(left) * 100), Math.round(limitLength(top) * 100)] as const;
    return [...at, ...at];
  });
  return union(corners);
}

const MAX_SIZE = 12;

function placeLines(lines: readonly string[], box: Box): Fragment[] {
  const [left, top, right, bottom] = box.map((value) => value / 100) as Box;
  const isTurned = bottom - top > 3 * (right - left) && lines.some((line) => line.length > 3);
  const height = (bottom - top) / lines.length;
  return lines.map((text, index) => {
    const from = isTurned ? -bottom : left;
    const to = isTurned ? -top : Math.min(right, left + text.length * MAX_SIZE * 0.6);
    return {
      ...spreadEvenly(text, from, to),
      angle: isTurned ? 270 : 0,
      turn: isTurned ? -Math.PI / 2 : 0,
      left: from,
      right: to,
      baseline: isTurned ? left + index : top + height * (index + 0.8),
      size: Math.max(1, Math.min(MAX_SIZE, height)),
      top: isTurned ? left : top + height * index,
      bottom: isTurned ? right : top + height * (index + 1),
      spaceBefore: true,
      spaceAfter: true,
    };
  });
}
