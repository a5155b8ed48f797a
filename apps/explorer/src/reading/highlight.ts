import { type Html, html } from '../pages/html.ts';

/** A mention as it is drawn into a text. */
export interface DrawnMention {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly score: number;
  /** Of the element, so that a link can point to it. */
  readonly id?: string;
  /** Where the mention leads. */
  readonly href?: string;
  /** Its type in words: colour alone says nothing to many people. */
  readonly tag: string;
  /** What another model says of it. */
  readonly difference?: string;
  /** Told on hovering. */
  readonly title: string;
  /** Found by a rule, not by a model. */
  readonly isByRule?: boolean;
  /** Scored below what the model can be trusted at. */
  readonly isUnsure: boolean;
  /** What the address points to. */
  readonly isHere?: boolean;
}

/** `text.slice(start, end)` with what is mentioned in it marked. A mention inside of another is a mark inside of its mark; one
 *  that begins in another and ends beyond it is two marks.
 *  @param mentions by start, the longest first */
export function highlight(text: string, start: number, end: number, mentions: readonly DrawnMention[]): Html {
  return html`${drawRange({ text, start, end }, mentions, (plain) => plain)}`;
}

/** @param draw a stretch of text that no mention of these covers */
function drawRange(
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
  mentions: readonly DrawnMention[],
  draw: (plain: string) => string | Html,
): (string | Html)[] {
  const pieces: (string | Html)[] = [];
  let at = start;
  for (let left = [...mentions]; left[0] !== undefined; ) {
    const [mention, ...others] = left;
    left = others;
    const from = Math.max(at, mention.start);
    const to = Math.min(end, mention.end);
    if (from >= to) continue;
    const inside = others.filter((other) => other.start < to);
    left = others.filter((other) => other.end > to);
    pieces.push(draw(text.slice(at, from)), mark(mention, { text, start: from, end: to }, inside));
    at = to;
  }
  pieces.push(draw(text.slice(at, end)));
  return pieces;
}

function mark(
  mention: DrawnMention,
  range: { readonly text: string; readonly start: number; readonly end: number },
  inside: readonly DrawnMention[],
): Html {
  const { type, score, id, href, tag, difference, title, isUnsure, isHere, isByRule } = mention;
  let isLinked = href === undefined;
  /** The first words of its own lead to it: links can't stand inside of links. */
  const link = (plain: string) => {
    if (isLinked || plain.trim() === '') return plain;
    isLinked = true;
    return html`<a href="${href}">${plain}</a>`;
  };
  const content = drawRange(range, inside, link);
  const label = difference === undefined ? tag : `${tag} · ${difference}`;
  const named = isLinked ? label : html`<a href="${href}">${label}</a>`;
  return html`<mark class="mention${isByRule ? ' by-rule' : ''}${isUnsure ? ' unsure' : ''}${isHere ? ' here' : ''}${difference === undefined ? '' : ' differs'}" data-type="${type}" data-score="${score.toFixed(3)}"${id === undefined || range.start > mention.start ? '' : html` id="${id}"`} title="${title}">${content}${range.end === mention.end ? html`<span class="tag"> ${named}</span>` : ''}</mark>`;
}
