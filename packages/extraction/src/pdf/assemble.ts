import type { ExtractedPage } from '../extraction.ts';
import { cutRanges } from '../text/cut-ranges.ts';
import { findBreaks, findCuts, findEvidence, type HyphenEvidence } from '../text/hyphens.ts';
import type { PageText } from './compose-page.ts';

/** What is known of a page besides its text. */
export type PageFrame = Omit<ExtractedPage, 'start' | 'end' | 'runs'>;

/** A page at its place in the document: `lead` (a line break or nothing) stands between the text before and its own. */
export interface PlacedPage {
  readonly page: ExtractedPage;
  readonly lead: '' | '\n';
  readonly text: string;
}

/** Joins broken words by evidence from the whole document, and places page after page. Pages are separated by a line
 *  break, unless a word that is whole elsewhere in the document continues. Pages without text take no room. */
export function* assemble(pages: readonly (PageText & { readonly frame: PageFrame })[]): Generator<PlacedPage> {
  const evidence = collectEvidence(pages.map(({ text }) => text));
  let length = 0;
  let tail = '';
  const nextTexts = followingTexts(pages);
  for (const [index, { frame, ...page }] of pages.entries()) {
    if (page.text === '') {
      yield { page: { ...frame, start: length, end: length, runs: page.runs }, lead: '', text: '' };
      continue;
    }
    const cuts = findCuts(page.text, evidence);
    const end = page.text.length;
    const continued = tail === '' ? undefined : continuation(tail, page.text, evidence);
    const breaksOff = continuation(page.text, nextTexts[index] ?? '', evidence);
    if (breaksOff === 'drop-hyphen') cuts.push([end - 1, end]);
    const { text, runs } = cutRanges(page.text, page.runs, cuts);
    const lead = length === 0 || continued !== undefined ? '' : '\n';
    const start = length + lead.length;
    for (let run = 0; run < runs.length; run += 6) {
      runs[run] = (runs[run] ?? 0) + start;
      runs[run + 1] = (runs[run + 1] ?? 0) + start;
    }
    length = start + text.length;
    tail = page.text;
    yield { page: { ...frame, start, end: length, runs }, lead, text };
  }
}

/** A page may begin with a running head, so across pages a word is joined only on evidence. */
function continuation(
  before: string,
  after: string,
  evidence: HyphenEvidence,
): 'keep-hyphen' | 'drop-hyphen' | undefined {
  const [found] = findBreaks(pageBreak(before, after));
  if (found === undefined) return undefined;
  if (evidence.has(found.hyphenated)) return 'keep-hyphen';
  return evidence.has(found.joined) ? 'drop-hyphen' : undefined;
}

function pageBreak(before: string, after: string): string {
  return `${/[\p{L}-]{0,60}[-\u2010]$/u.exec(before.slice(-64))?.[0] ?? ''}\n${after.slice(0, 64)}`;
}

function collectEvidence(texts: readonly string[]): HyphenEvidence {
  const wanted = new Set<string>();
  const add = (text: string) => {
    for (const { joined, hyphenated } of findBreaks(text)) wanted.add(joined).add(hyphenated);
  };
  let last = '';
  for (const text of texts) {
    if (text === '') continue;
    add(text);
    add(pageBreak(last, text));
    last = text;
  }
  return findEvidence(texts, wanted);
}

/** For each page the text of the next page that has any. */
function followingTexts(pages: readonly PageText[]): string[] {
  const texts: string[] = [];
  let next = '';
  for (let index = pages.length - 1; index >= 0; index--) {
    texts[index] = next;
    next = pages[index]?.text || next;
  }
  return texts;
}
