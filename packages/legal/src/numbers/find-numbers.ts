import { finish } from '../finish.ts';
import { CNPJ } from './cnpj.ts';
import { CPF } from './cpf.ts';
import { EMAIL } from './email.ts';
import { MONEY } from './money.ts';
import { OAB } from './oab.ts';
import { MOST_UNITS, type NumberRule, type RuleMention } from './rule-mention.ts';

const OWN_RULES: readonly NumberRule[] = [CPF, CNPJ, OAB, MONEY, EMAIL];

/** Grows whenever one of our own rules finds something else, so that texts can be read again. */
export const RULES_VERSION = 1;

/** The types of what our own rules find. */
export const RULE_TYPES: readonly string[] = OWN_RULES.map(({ type }) => type);

/** How much of a text one step searches, in UTF-16 units. */
const STEP_UNITS = 8_192;

/** CPF, CNPJ, OAB registrations, amounts in reais, e-mail addresses and whatever the user's rules find, in the order of the
 *  text. One search of the text a rule.
 *  @param more rules of {@link userRules} */
export function findNumbers(text: string, more: readonly NumberRule[] = []): RuleMention[] {
  return finish(findNumbersInSteps(text, more));
}

/** {@link findNumbers}, for who has other things to do: yields between pieces of a long text. */
export function* findNumbersInSteps(text: string, more: readonly NumberRule[] = []): Generator<void, RuleMention[]> {
  const found: RuleMention[] = [];
  for (const { type, pattern, sign = '', read } of [...OWN_RULES, ...more]) {
    const search = new RegExp(pattern);
    for (let at = 0; at < text.length; ) {
      const end = at + STEP_UNITS;
      const piece = text.slice(0, end + MOST_UNITS);
      search.lastIndex = at;
      at = end;
      if (!piece.includes(sign, search.lastIndex)) continue;
      for (const match of piece.matchAll(search)) {
        if (match.index >= end) break;
        const matchEnd = match.index + match[0].length;
        at = Math.max(end, matchEnd);
        const entity = match[0] === '' ? undefined : read(match);
        if (entity !== undefined) found.push({ type, start: match.index, end: matchEnd, text: match[0], entity });
      }
      yield;
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
