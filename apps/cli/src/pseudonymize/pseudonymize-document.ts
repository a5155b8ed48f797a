import { foldedWords } from './folded-words.ts';
import { findNames, nameCandidates } from './name-search.ts';
import { namePart, personKey, tellingWords } from './person-key.ts';
import { PERSONAL_DATA_RULES, SIGNATURE } from './personal-data-rules.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { type Replaced, type Replacement, replaceSpans } from './replace-spans.ts';
import { hasRole, type Role } from './roles.ts';
import { type Stretch, spanSet } from './span-set.ts';

/** How many occurrences were replaced, by what found them. */
export interface ReplacedCounts {
  /** Mentions of people by the model. */
  recognized: number;
  /** Names that the model did not mark there: of people it recognized elsewhere, and of who signs. */
  searched: number;
  /** What is personal by its form (CPF, e-mail, …), by label. */
  readonly byRule: Record<string, number>;
}

/** A document with everything replaced that is known to be personal. */
export interface PseudonymizedDocument extends Replaced {
  /** The names that were looked for: none of them should be left. */
  readonly names: ReadonlySet<string>;
  /** Keys of the names that were kept for their roles. */
  readonly kept: ReadonlySet<string>;
  readonly counts: ReplacedCounts;
}

/** Keys of stretches of a text that may be names of people whom the model recognized elsewhere in the archive. */
export function candidateKeys(text: string): Set<string> {
  const keys = new Set<string>();
  for (const { start, end } of nameCandidates(text, foldedWords(text))) keys.add(personKey(text.slice(start, end)));
  return keys;
}

/** Replaces a document's names and personal data.
 *  @param people the model's mentions of people in it, whatever their score, in UTF-16
 *  @param bearers its mentions of laws and places: one that bears a person's name keeps it, unless all of that name is one
 *  of the document's
 *  @param known keys, among those of {@link candidateKeys}, of people recognized elsewhere */
export function pseudonymizeDocument(
  text: string,
  {
    people,
    bearers,
    known,
    keep,
    pseudonyms,
  }: {
    people: readonly Stretch[];
    bearers: readonly Stretch[];
    known: ReadonlySet<string>;
    keep: readonly Role[];
    pseudonyms: Pseudonyms;
  },
): PseudonymizedDocument {
  const signed = matchesOf(SIGNATURE, text).map((span) => withoutTitles(text, span));
  const named = people.map((span) => withoutTitles(text, span));
  const kept = new Set<string>();
  if (keep.length > 0)
    for (const { start, end } of [...named, ...signed])
      if (hasRole(text, start, end, keep)) kept.add(personKey(text.slice(start, end)));
  const isKept = ({ start, end }: Stretch) => kept.has(personKey(text.slice(start, end)));
  const names = new Set(
    [...named, ...signed].filter((span) => !isKept(span)).map(({ start, end }) => text.slice(start, end)),
  );
  const wordsOfNames = [...names].map(tellingWords);
  const words = foldedWords(text);
  const keptNames = [...named, ...signed].filter(isKept);
  const protectedSpans = spanSet([
    ...keptNames,
    ...findNames(
      text,
      words,
      keptNames.map(({ start, end }) => tellingWords(text.slice(start, end))),
    ).filter(({ whole }) => whole),
  ]);
  const inBearers = spanSet(bearers);
  const byPerson = (span: Stretch): Replacement => ({
    ...span,
    by: pseudonyms.person(text.slice(span.start, span.end)),
  });

  const recognized = named.filter((span) => !isKept(span));
  const searched = [
    ...signed.filter((span) => !isKept(span)),
    ...findNames(text, words, wordsOfNames).filter((found) => found.whole || !inBearers.covers(found)),
    ...[...nameCandidates(text, words)].filter(
      (span) => known.has(personKey(text.slice(span.start, span.end))) && !inBearers.covers(span),
    ),
  ].filter((span) => !protectedSpans.covers(span));
  const isRecognized = spanSet(recognized);
  const counts: ReplacedCounts = {
    recognized: recognized.length,
    searched: longestOnly(searched).filter((span) => !isRecognized.overlaps(span)).length,
    byRule: {},
  };
  const byRules = findPersonalData(text, pseudonyms);
  for (const { label } of byRules) counts.byRule[label] = (counts.byRule[label] ?? 0) + 1;
  const replaced = replaceSpans(text, [...byRules, ...recognized.map(byPerson), ...searched.map(byPerson)]);
  return {
    ...replaced,
    names,
    kept,
    counts,
  };
}

/** Replaces names and personal data in a short text that no model has read.
 *  @param known keys, among those of {@link candidateKeys}, of people recognized anywhere */
export function pseudonymizeValue(
  text: string,
  { known, pseudonyms }: { known: ReadonlySet<string>; pseudonyms: Pseudonyms },
): string {
  const people = [...nameCandidates(text, foldedWords(text))]
    .map(({ start, end }) => ({ start, end, name: text.slice(start, end) }))
    .filter(({ name }) => known.has(personKey(name)))
    .map(({ start, end, name }) => ({ start, end, by: pseudonyms.person(name) }));
  return replaceSpans(text, [...findPersonalData(text, pseudonyms), ...people]).text;
}

function findPersonalData(text: string, pseudonyms: Pseudonyms): (Replacement & { label: string })[] {
  const found: (Replacement & { label: string })[] = [];
  for (const { label, pattern, canonical, accepts } of PERSONAL_DATA_RULES) {
    const isTaken = spanSet(found);
    for (const { start, end } of matchesOf(pattern, text)) {
      const what = text.slice(start, end);
      if (accepts?.(what) === false || isTaken.overlaps({ start, end })) continue;
      found.push({ start, end, by: pseudonyms.of(label, canonical(what)), label });
    }
  }
  return found;
}

/** Where a global pattern matches: its group 1, or all of it. `matchAll` would copy the pattern, which costs more than
 *  looking through a short text. */
function matchesOf(pattern: RegExp, text: string): Stretch[] {
  const found: Stretch[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const part = match[1] ?? match[0];
    const start = match.index + match[0].lastIndexOf(part);
    found.push({ start, end: start + part.length });
  }
  return found;
}

function withoutTitles(text: string, { start, end }: Stretch): Stretch {
  const name = namePart(text.slice(start, end));
  return { start: start + name.start, end: start + name.end };
}

/** Of stretches that overlap only the first and longest. */
function longestOnly(spans: readonly Stretch[]): Stretch[] {
  const sorted = [...spans].sort((one, other) => one.start - other.start || other.end - one.end);
  let end = -1;
  return sorted.filter((span) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}
