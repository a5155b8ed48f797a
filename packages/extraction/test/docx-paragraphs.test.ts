import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { cleanLine } from '../src/text/clean-text.ts';
import { readDocument } from './read-document.ts';

const folder = fileURLToPath(new URL('../../../../shared/data/court-docs/', import.meta.url));
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.docx')) : [];
const noData = names.length === 0 ? ': skipped, ../shared/data is not there' : '';

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The paragraphs of a document as its XML spells them, found by nothing but regular expressions: an oracle for documents
 *  without tracked changes and text boxes, such as these. */
function spellParagraphs(xml: string): string[] {
  expect(xml).not.toMatch(/<w:(?:del|moveFrom|txbxContent)[ >]/);
  return [...xml.matchAll(/<w:p(?: [^>]*[^/])?>(.*?)<\/w:p>/gs)].map(([, content = '']) => {
    const pieces = content
      .replaceAll(/<w:(pPr|rPr)[ >].*?<\/w:\1>/gs, '')
      .matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr|noBreakHyphen)(?: [^>]*)?\/>/g);
    const spelled = [...pieces].map(([, text, mark]) =>
      mark === undefined ? text : mark === 'noBreakHyphen' ? '-' : ' ',
    );
    return spelled
      .join('')
      .replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '')
      .replaceAll(/&#x(\w+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  });
}

test.skipIf(noData !== '')(
  `the text is its paragraphs, character by character, and numbers of lists${noData}`,
  async () => {
    for (const name of names) await expectParagraphs(name);
  },
);

async function expectParagraphs(name: string) {
  const bytes = readFileSync(folder + name);
  const xml = strFromU8(
    unzipSync(bytes, { filter: (file) => file.name === 'word/document.xml' })['word/document.xml']!,
  );
  const paragraphs = spellParagraphs(xml)
    .map((paragraph) => cleanLine(paragraph).text)
    .filter((paragraph) => paragraph !== '');
  const { text } = await readDocument(bytes);
  const flat = text.replaceAll('\n', ' ');
  let at = 0;
  for (const paragraph of paragraphs) {
    const found = flat.indexOf(paragraph, at);
    // between two paragraphs stands nothing but the number of the second
    expect([name, paragraph, flat.slice(at, found)]).toEqual([
      name,
      paragraph,
      expect.stringMatching(/^ ?(?:\(?\w{1,4}[.):]? )?$/),
    ]);
    at = found + paragraph.length;
  }
  expect([name, flat.slice(at)]).toEqual([name, '']);
}
