import { ExtractionFailure } from '../child/extraction-failure.ts';
import { decodeBytes, encodingOfCharset, encodingOfPage } from './code-pages.ts';
import { type RtfToken, readTokens } from './read-tokens.ts';
import { openStory, type Story } from './story.ts';
import { BULLET, CHARACTERS, LINE_ENDS, SKIPPED, STARRED } from './words.ts';

/** What was read from RTF. `isWhole`: all groups end; `hasPictures`: they may show text. */
export interface ReadRtf {
  readonly lines: readonly string[];
  readonly removed: readonly { readonly rule: string; readonly lines: readonly string[] }[];
  readonly isWhole: boolean;
  readonly hasPictures: boolean;
}

/** State that ends with its group. */
interface Group {
  isSkipped: boolean;
  isHidden: boolean;
  isDeleted: boolean;
  isInTable: boolean;
  /** Characters after a `\u` that stand for it in older readers. */
  fallback: number;
  font: number | undefined;
  story: Story;
  /** What becomes of the group's story when it ends. */
  onEnd?: ((lines: string[]) => void) | undefined;
  /** Within the font table. */
  isFontTable: boolean;
}

const MAX_GROUPS = 10_000;

/** Reads RTF 1.9.1: text, in order, and what Word does not show in the body. */
export function readRtf(bytes: Uint8Array): ReadRtf {
  const removed: { rule: string; lines: string[] }[] = [];
  const endnotes: string[] = [];
  const charsets = new Map<number, number>();
  const body = openStory();
  const groups: Group[] = [];
  let group: Group = {
    ...{ isSkipped: false, isHidden: false, isDeleted: false, isInTable: false, isFontTable: false },
    ...{ fallback: 1, font: undefined, story: body },
  };
  let ofDocument = 'windows-1252';
  let defaultFont: number | undefined;
  let isStarred = false;
  let toSkip = 0;
  let pending: number[] = [];
  let hidden = '';
  let hasPictures = false;

  const write = (text: string) => {
    if (group.isSkipped || group.isDeleted || group.isFontTable) return;
    if (group.isHidden) hidden += text;
    else group.story.write(text);
  };
  const flushBytes = () => {
    if (pending.length === 0) return;
    const charset = charsets.get(group.font ?? defaultFont ?? -1);
    const decoded = decodeBytes(pending, encodingOfCharset(charset, ofDocument));
    pending = [];
    write(decoded);
  };
  const endHidden = () => {
    if (hidden.trim() !== '') removed.push({ rule: 'hidden-text', lines: [hidden] });
    hidden = '';
  };
  const branch = (onEnd: (lines: string[]) => void) => {
    group.story = openStory();
    group.isInTable = false;
    group.onEnd = onEnd;
  };

  const destinations: Readonly<Record<string, () => void>> = {
    footnote: () => {
      const outer = groups.at(-1)?.story ?? body;
      branch((lines) => outer.follow(lines));
    },
    ftnalt: () => {
      group.onEnd = (lines) => endnotes.push(...lines);
    },
    shptxt: () => {
      const outer = groups.at(-1)?.story ?? body;
      branch((lines) => outer.follow(lines));
    },
    listtext: () => {
      const outer = groups.at(-1)?.story ?? body;
      branch(([label = '']) => {
        if (!BULLET.test(label)) outer.write(label);
      });
    },
    fonttbl: () => {
      group.isFontTable = true;
    },
  };
  const aliases: Readonly<Record<string, string>> = { pntext: 'listtext', dptxbxtext: 'shptxt' };

  const property = (name: string, value: number | undefined): void => {
    const isOn = value !== 0;
    if (name === 'ansicpg') ofDocument = encodingOfPage(value ?? 1252);
    else if (name === 'mac') ofDocument = 'macintosh';
    else if (name === 'pc' || name === 'pca') ofDocument = encodingOfPage(850);
    else if (name === 'deff') defaultFont = value;
    else if (name === 'f') group.font = value;
    else if (name === 'fcharset' && group.isFontTable && value !== undefined) charsets.set(group.font ?? 0, value);
    else if (name === 'uc') group.fallback = Math.max(0, value ?? 1);
    else if (name === 'v') group.isHidden = isOn;
    else if (name === 'deleted' || name === 'mvf') group.isDeleted = isOn;
    else if (name === 'plain') Object.assign(group, { isHidden: false, isDeleted: false, font: defaultFont });
    else if (name === 'pard') group.isInTable = false;
    else if (name === 'intbl') group.isInTable = isOn;
  };

  const word = (name: string, value: number | undefined): void => {
    const starred = isStarred;
    isStarred = false;
    const destination = destinations[aliases[name] ?? name];
    const edge = /^(header|footer)[lrf]?$/.exec(name);
    hasPictures ||= name === 'pict';
    if (SKIPPED.has(name)) group.isSkipped = true;
    else if (destination !== undefined) destination();
    else if (edge !== null) branch((lines) => void removed.push({ rule: edge[1] ?? name, lines }));
    else if (starred && !STARRED.has(name)) group.isSkipped = true;
    else if (name === 'u') {
      write(String.fromCharCode((value ?? 0) & 0xffff));
      toSkip = group.fallback;
    } else if (group.isSkipped || group.isFontTable) property(name, value);
    else if (CHARACTERS[name] !== undefined) write(CHARACTERS[name]);
    else if (name === 'cell') group.story.endCell();
    else if (name === 'row') group.story.endRow();
    else if (LINE_ENDS.has(name)) endLine();
    else property(name, value);
  };
  const endLine = () => {
    endHidden();
    if (!group.isDeleted) group.story.endParagraph(group.isInTable);
  };

  const symbol = (name: string): void => {
    if (name === '*') isStarred = true;
    else if (name === '~') write('\u00a0');
    else if (name === '_') write('-');
    else if (name === '-') write('\u00ad');
    else if (name === '\r' || name === '\n') endLine();
    else if ('{}\\'.includes(name)) write(name);
  };

  const take = (token: RtfToken): void => {
    if (token.kind !== 'byte') flushBytes();
    // some writers leave the characters for older readers out
    if (token.kind === 'open' || token.kind === 'close' || (token.kind === 'word' && token.name === 'u')) toSkip = 0;
    if (toSkip > 0 && token.kind !== 'text') {
      toSkip -= 1;
      return;
    }
    switch (token.kind) {
      case 'open':
        if (groups.length === MAX_GROUPS) throw new ExtractionFailure('corrupt', 'RTF is nested too deeply');
        groups.push(group);
        group = { ...group, onEnd: undefined };
        break;
      case 'close': {
        const ended = group;
        if (ended.onEnd !== undefined) endHidden();
        group = groups.pop() ?? group;
        ended.onEnd?.(ended.story.end());
        break;
      }
      case 'word':
        word(token.name, token.value);
        break;
      case 'symbol':
        symbol(token.name);
        break;
      case 'byte':
        pending.push(token.byte);
        break;
      case 'text': {
        const skipped = Math.min(toSkip, token.text.length);
        toSkip -= skipped;
        write(token.text.slice(skipped));
      }
    }
  };
  for (const token of readTokens(bytes)) take(token);
  flushBytes();
  endHidden();
  return { lines: [...body.end(), ...endnotes], removed, isWhole: groups.length === 0, hasPictures };
}
