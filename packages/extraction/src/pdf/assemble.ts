import type { ExtractedPage } from '../extraction.ts';
import { cutRanges } from '../text/cut-ranges.ts';
import { findBreaks, findCuts, findEvidence, type HyphenEvidence, LINE_END } from '../text/hyphens.ts';
import type { PageText } from './compose-page.ts';
import type { PageFrame } from './read-page.ts';

/** A page at its place in the document: `lead` (a line break, a space or nothing) stands between the text before and its
 *  own. */
export interface PlacedPage {
  readonly page: ExtractedPage;
  readonly lead: '' | ' ' | '\n';
  readonly text: string;
}

/** Joins broken words by evidence from the whole document, and places page after page. Pages are separated by a line
 *  break, or by a space or nothing where a sentence or a word goes on. Pages without text take no room. */
export function* assemble(
  pages: readonly { readonly frame: PageFrame; readonly text: PageText }[],
): Generator<PlacedPage> {
  const evidence = collectEvidence(pages.map(({ text }) => text));
  const following = followingTexts(pages.map(({ text }) => text));
  let length = 0;
  let before = '';
  for (const [index, { frame, text: page }] of pages.entries()) {
    if (page.text === '') {
      const { runs, advances } = page;
      yield { page: { ...frame, start: length, end: length, runs, advances }, lead: '', text: '' };
      continue;
    }
    const cuts = findCuts(page.text, evidence);
    const joint = page.isContinued ? findJoint(before, page.text, evidence) : undefined;
    const next = following[index];
    const end = page.text.length;
    if (next?.isContinued && findJoint(page.text, next.text, evidence) === 'drop-hyphen') cuts.push([end - 1, end]);
    const { text, runs, advances } = cutRanges(page, cuts);
    const lead = length === 0 || joint !== undefined ? '' : page.isContinued ? ' ' : '\n';
    const start = length + lead.length;
    for (let run = 0; run < runs.length; run += 6) {
      runs[run] = (runs[run] ?? 0) + start;
      runs[run + 1] = (runs[run + 1] ?? 0) + start;
    }
    length = start + text.length;
    before = page.text;
    yield {
      page: { ...frame, start, end: length, runs, advances },
      lead,
      text: text.replaceAll(LINE_END, ' '),
    };
  }
}

/** What becomes of the hyphen that one page ends with where the next goes on; undefined where it ends with a whole word. */
function findJoint(before: string, after: string, evidence: HyphenEvidence): 'keep-hyphen' | 'drop-hyphen' | undefined {
  const joint = pageBreak(before, after);
  const [cut] = findCuts(joint, evidence);
  if (cut === undefined) return undefined;
  return joint.charAt(cut[0]) === LINE_END ? 'keep-hyphen' : 'drop-hyphen';
}

function pageBreak(before: string, after: string): string {
  return `${/[\p{L}\d.-]{0,60}[-\u2010]$/u.exec(before.slice(-64))?.[0] ?? ''}${LINE_END}${after.slice(0, 64).split(/[\n\v]/, 1)[0]}`;
}

function collectEvidence(pages: readonly PageText[]): HyphenEvidence {
  const wanted = new Set<string>();
  const add = (text: string) => {
    for (const { joined, hyphenated } of findBreaks(text)) wanted.add(joined).add(hyphenated);
  };
  let last = '';
  for (const { text, isContinued } of pages) {
    if (text === '') continue;
    add(text);
    if (isContinued) add(pageBreak(last, text));
    last = text;
  }
  return findEvidence(
    pages.map(({ text }) => text),
    wanted,
  );
}

/** For each page the next page that has any text. */
function followingTexts(pages: readonly PageText[]): (PageText | undefined)[] {
  const texts: (PageText | undefined)[] = [];
  let next: PageText | undefined;
  for (let index = pages.length - 1; index >= 0; index--) {
    texts[index] = next;
    const page = pages[index];
    if (page !== undefined && page.text !== '') next = page;
  }
  return texts;
}
