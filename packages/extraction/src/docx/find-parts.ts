import { posix } from 'node:path';
import { ExtractionFailure } from '../child/extraction-failure.ts';
import { readXml } from '../xml/read-xml.ts';
import { WORD_PREFIXES } from './word-names.ts';

/** Parts of a Word package by what they are; names as in the package. */
export interface WordParts {
  readonly main: string;
  readonly numbering?: string;
  readonly styles?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly headers: readonly string[];
  readonly footers: readonly string[];
}

/** Finds the parts by their relationships, whose types end alike in transitional and strict documents. Broken ones fall
 *  back to the names that Word gives, as mammoth does.
 *  @throws {ExtractionFailure} `corrupt` without a main part. */
export function findParts(parts: ReadonlyMap<string, Uint8Array>): WordParts {
  const [main = 'word/document.xml'] = findTargets(parts, '_rels/.rels', '').get('officeDocument') ?? [];
  if (!parts.has(main)) throw new ExtractionFailure('corrupt', 'no document part');
  const folder = posix.dirname(main);
  const targets = findTargets(parts, `${folder}/_rels/${posix.basename(main)}.rels`, folder);
  const find = (type: string) => targets.get(type)?.[0] ?? [`word/${type}.xml`].find((fallback) => parts.has(fallback));
  const [numbering, styles, footnotes, endnotes] = ['numbering', 'styles', 'footnotes', 'endnotes'].map(find);
  return {
    main,
    ...(numbering === undefined ? {} : { numbering }),
    ...(styles === undefined ? {} : { styles }),
    ...(footnotes === undefined ? {} : { footnotes }),
    ...(endnotes === undefined ? {} : { endnotes }),
    headers: targets.get('header') ?? [],
    footers: targets.get('footer') ?? [],
  };
}

/** Parts that exist, by the last word of their relationship's type. */
function findTargets(parts: ReadonlyMap<string, Uint8Array>, name: string, folder: string): Map<string, string[]> {
  const targets = new Map<string, string[]>();
  const part = parts.get(name);
  if (part === undefined) return targets;
  readXml(part, WORD_PREFIXES, {
    open(element, { Type: type = '', Target: target = '', TargetMode: mode }) {
      if (element !== 'rel:Relationship' || mode === 'External') return;
      const found = posix.join(target.startsWith('/') ? '' : folder, target).replace(/^\//, '');
      const key = type.slice(type.lastIndexOf('/') + 1);
      if (parts.has(found)) targets.set(key, [...(targets.get(key) ?? []), found]);
    },
    close() {},
    text() {},
  });
  return targets;
}
