import { breakPoints } from '../samples/hyphenate.ts';

/** A word of a line, or the part of one that was broken. */
export interface Piece {
  /** As drawn. */
  readonly text: string;
  /** The word it belongs to, and whether it ends it. */
  readonly word: string;
  readonly isEnd: boolean;
}

/** Lines of pieces that fit into `room`; words break where `hyphenate` says so, and at their own hyphens. */
export function breakLines(
  text: string,
  {
    room,
    indent,
    hyphenate,
    measure,
  }: { room: number; indent: number; hyphenate: boolean; measure: (line: string) => number },
): Piece[][] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  const fits = (piece: string) =>
    measure([...line.map((each) => each.text), piece].join(' ')) <= room - (lines.length === 0 ? indent : 0);
  for (const word of text.split(' ')) {
    let rest = word;
    while (!fits(rest)) {
      const cut = hyphenate ? cutPoints(rest).findLast((at) => fits(withHyphen(rest.slice(0, at)))) : undefined;
      if (cut === undefined && line.length === 0) break;
      if (cut !== undefined) {
        line.push({ text: withHyphen(rest.slice(0, cut)), word, isEnd: false });
        rest = rest.slice(cut);
      }
      lines.push(line);
      line = [];
    }
    line.push({ text: rest, word, isEnd: true });
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

const withHyphen = (part: string) => (part.endsWith('-') ? part : `${part}-`);

function cutPoints(word: string): number[] {
  if (word.includes('^')) return [];
  if (/[\d@/.]{2}/.test(word) && !/^\d[\d.]*-\d/.test(word)) return [];
  const own = [...word.matchAll(/(?<=[\p{L}\d])-(?=[\p{L}\d])/gu)].map(({ index }) => index + 1);
  return [...own, ...(own.length > 0 ? [] : breakPoints(word))].sort((a, b) => a - b);
}
