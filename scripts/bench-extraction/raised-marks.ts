import type { Style } from './writer.ts';

/** A footnote's mark in a text: drawn small and raised, and no text of the document. */
export const MARK = /\^\d+/g;

/** The parts of a text: letters, and marks without their sign. */
export function splitMarks(text: string): { text: string; isMark: boolean }[] {
  if (!text.includes('^')) return [{ text, isMark: false }];
  return text
    .split(/(\^\d+)/)
    .filter(Boolean)
    .map((part) => (part.startsWith('^') ? { text: part.slice(1), isMark: true } : { text: part, isMark: false }));
}

/** How the marks of a text in `style` are set. */
export const markStyle = (style: Style): Style => ({ ...style, size: 0.6 * (style.size ?? 12) });
