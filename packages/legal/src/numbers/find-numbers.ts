import { CNPJ } from './cnpj.ts';
import { CPF } from './cpf.ts';
import { EMAIL } from './email.ts';
import { MONEY } from './money.ts';
import { OAB } from './oab.ts';
import type { NumberRule, RuleMention } from './rule-mention.ts';

const OWN_RULES: readonly NumberRule[] = [CPF, CNPJ, OAB, MONEY, EMAIL];

/** CPF, CNPJ, OAB registrations, amounts in reais, e-mail addresses and whatever the user's rules find, in the order of the text. One search of the
 *  text a rule.
 *  @param more rules of {@link userRules} */
export function findNumbers(text: string, more: readonly NumberRule[] = []): RuleMention[] {
  const found: RuleMention[] = [];
  for (const { type, pattern, read } of [...OWN_RULES, ...more]) {
    for (const match of text.matchAll(pattern)) {
      const entity = match[0] === '' ? undefined : read(match);
      if (entity !== undefined)
        found.push({ type, start: match.index, end: match.index + match[0].length, text: match[0], entity });
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
