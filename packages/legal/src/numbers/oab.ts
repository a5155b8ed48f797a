import { findState } from '../places/states.ts';
import type { NumberRule } from './rule-mention.ts';

/** Registration of a lawyer: `OAB/SP 123.456`, `OAB nº 12.345/RJ`, `OAB-DF 9876-A`. Source: Lei 8.906/1994, arts. 8º to
 *  13; the letter is that of Regulamento Geral da OAB, art. 34. Without check digits. */
export const OAB: NumberRule = {
  type: 'OAB',
  pattern:
    /(?<![A-Za-z])OAB ?[/-]? ?([A-Z]{2})?[ :,-]{0,3}(?:n[.º°o]{0,2} ?)?(\d{1,3}(?:\.\d{3}){1,2}|\d{1,6})(?: ?- ?([ABEPNS]))?(?: ?[/-] ?([A-Z]{2}))?(?![A-Za-z\d])/g,
  sign: 'OAB',
  read: ([, before, digits = '', letter, after]) => {
    const state = findState((before ?? after ?? '').toLowerCase());
    if (state === undefined) return undefined;
    const number = `${Number(digits.replaceAll('.', ''))}${letter ?? ''}`;
    return {
      key: `oab:${state.uf.toLowerCase()}:${number.toLowerCase()}`,
      name: `OAB/${state.uf} ${number}`,
      rule: 'oab',
      attributes: { state: state.uf, number },
    };
  },
};
