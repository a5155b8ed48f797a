import type { DocumentPart, PartMention } from '@acervo/db';
import { isEntityType, toCodePoints, toUtf16 } from '@acervo/ner-core';
import type { DocumentState } from '../document/document-state.ts';
import { mentionAnchors } from '../document/mention-anchor.ts';
import { permanentPath } from '../document-path.ts';
import { typeName } from '../messages.ts';
import type { PageContext } from '../page-context.ts';
import type { DrawnMention } from '../reading/highlight.ts';
import type { DocumentView } from './document-page.ts';
import { entityName } from './entity-name.ts';
import { type Html, html } from './html.ts';

/** What is marked in a part's text: its mentions, and the passage that the address quotes where that is none of them. */
export function drawnMentions(context: PageContext, view: DocumentView, part: DocumentPart): DrawnMention[] {
  const { state } = view;
  const anchorOf = mentionAnchors(part.mentions, state);
  const mentions = part.mentions.map((mention): DrawnMention => {
    const { from, to, type, score, start, end, entityId } = mention;
    const isQuoted = state.quoted?.start === start && state.quoted.end === end;
    const tag = typeName(context.say, type);
    return {
      start: from,
      end: to,
      type,
      score,
      id: anchorOf(mention),
      href: `/entities/${entityId}`,
      tag,
      title: `${tag}, ${sureness(context, mention)}`,
      isUnsure: isUnsure(view, mention),
      isByRule: !isEntityType(type),
      isHere: isQuoted,
    };
  });
  const passage = quotedPassage(context, state, part);
  if (passage === undefined || mentions.some(({ isHere }) => isHere)) return mentions;
  return [...mentions, passage].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Whether the model scored a mention below its threshold for the type. */
export function isUnsure({ thresholds }: Pick<DocumentView, 'thresholds'>, { type, score }: PartMention): boolean {
  return isEntityType(type) && score < (thresholds[type] ?? 0);
}

function quotedPassage({ say }: PageContext, { quoted }: DocumentState, part: DocumentPart): DrawnMention | undefined {
  if (quoted === undefined || quoted.start < part.start || quoted.start >= part.end) return undefined;
  const toUnits = toUtf16(part.text);
  const length = toCodePoints(part.text)(part.text.length);
  const [start, end] = [quoted.start, quoted.end].map((at) => toUnits(Math.min(at - part.start, length)));
  if (start === undefined || end === undefined) return undefined;
  const tag = say.quotedTag;
  return {
    start,
    end,
    type: 'quoted',
    score: 1,
    id: `m${quoted.start}`,
    tag,
    title: tag,
    isUnsure: false,
    isHere: true,
  };
}

/** How sure the model was; of what rules find, whether its check digits are right. */
function sureness({ say, percent }: PageContext, { type, score, valid }: PartMention): string {
  if (isEntityType(type)) return percent(score);
  return valid === false ? `${say.byRule}, ${say.wrongDigits}` : say.byRule;
}

/** A part's mentions as a table, each with its permanent link. */
export function mentionTable(context: PageContext, view: DocumentView, { mentions, page }: DocumentPart): Html {
  const { say } = context;
  if (mentions.length === 0) return html``;
  const anchorOf = mentionAnchors(mentions, view.state);
  const title = page === undefined ? say.partMentions : say.pageMentions;
  const row = (mention: PartMention) =>
    html`<tr><td lang="pt-BR"><a href="#${anchorOf(mention)}">${mention.text}</a></td><td><span class="type" data-type="${mention.type}">${typeName(say, mention.type)}</span></td><td class="number">${sureness(context, mention)}</td><td lang="pt-BR"><a href="/entities/${mention.entityId}">${entityName(context, mention.type, mention.entityName)}</a></td><td><a data-of="${anchorOf(mention)}" href="${permanentPath(view, mention)}" aria-label="${say.permanentLinkTo(mention.text)}">${say.permanentLink}</a></td></tr>`;
  return html`<details><summary>${title} (${mentions.length})</summary><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr><th scope="col">${say.mention}</th><th scope="col">${say.type}</th><th scope="col" class="number">${say.score}</th><th scope="col">${say.entity}</th><th scope="col">${say.permanentLink}</th></tr></thead>
<tbody>${mentions.map(row)}</tbody></table></div></details>`;
}
