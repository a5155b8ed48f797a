import type { EntityType } from '@acervo/ner-core';
import { type Html, html } from '../pages/html.ts';

/** A mention as it is drawn into a text. */
export interface DrawnMention {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
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
  /** Scored below what the model can be trusted at. */
  readonly isUnsure: boolean;
  /** What the address points to. */
  readonly isHere?: boolean;
}

/** `text.slice(start, end)` with what is mentioned in it marked, also where a mention begins or ends outside. */
export function highlight(text: string, start: number, end: number, mentions: readonly DrawnMention[]): Html {
  const pieces: (string | Html)[] = [];
  let at = start;
  for (const mention of mentions) {
    const from = Math.max(at, mention.start);
    const to = Math.min(end, mention.end);
    if (from >= to) continue;
    pieces.push(text.slice(at, from), mark(mention, text.slice(from, to), to === mention.end));
    at = to;
  }
  pieces.push(text.slice(at, end));
  return html`${pieces}`;
}

function mark(mention: DrawnMention, text: string, isWhole: boolean): Html {
  const { type, score, id, href, tag, difference, title, isUnsure, isHere } = mention;
  const named = href === undefined ? text : html`<a href="${href}">${text}</a>`;
  const label = difference === undefined ? tag : `${tag} · ${difference}`;
  return html`<mark class="mention${isUnsure ? ' unsure' : ''}${isHere ? ' here' : ''}${difference === undefined ? '' : ' differs'}" data-type="${type}" data-score="${score.toFixed(3)}"${id === undefined ? '' : html` id="${id}"`} title="${title}">${named}${isWhole ? html`<span class="tag"> ${label}</span>` : ''}</mark>`;
}
