import { fold, foldedKey, tidy } from './fold.ts';
import type { NormalizedEntity } from './normalized-entity.ts';

/** Titles, forms of address and roles before a name, compared folded; usage of court documents. */
const TITLES = new Set(
  (
    'sr sra srs sras senhor senhora dr dra drs dras doutor doutora exmo exma exmos exmas excelentissimo excelentissima ' +
    'ilmo ilma ilustrissimo ilustrissima min mina ministro ministra des desa desembargador desembargadora juiz juiza ' +
    'prof profa professor professora relator relatora rel rela revisor revisora presidente redator redatora conselheiro ' +
    'conselheira procurador procuradora promotor promotora advogado advogada adv dep sen federal desembargadores mm'
  ).split(' '),
);

/** A person's name: titles, honorifics and roles off, case and accents folded, particles kept. */
export function normalizePerson(text: string): NormalizedEntity {
  const words = tidy(text).split(' ');
  let from = 0;
  while (from < words.length - 1 && isTitle(words[from] ?? '')) from++;
  const name = words.slice(from).join(' ');
  const rule = from > 0 ? 'person-title' : 'person';
  const attributes = from > 0 ? { title: words.slice(0, from).join(' ') } : {};
  return { key: foldedKey(name), name: tidy(name), rule, attributes };
}

function isTitle(word: string): boolean {
  const folded = fold(word.replace(/[ªº]/gu, ''));
  return folded === '' || TITLES.has(folded) || folded.split(/[/-]/).every((part) => TITLES.has(part) || part === 'a');
}
