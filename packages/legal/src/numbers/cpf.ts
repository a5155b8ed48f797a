import { descending, modulo11 } from './modulo-11.ts';
import type { NumberRule } from './rule-mention.ts';

/** Whether eleven digits are a CPF: both check digits right, not all alike. Source: Instrução Normativa RFB 1.548/2015. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1{10}$/.test(digits)) return false;
  return (
    modulo11(digits, descending(10, 2)) === Number(digits[9]) &&
    modulo11(digits, descending(11, 2)) === Number(digits[10])
  );
}

/** CPF: dotted ones are kept even when their check digits are wrong, and flagged; bare digits only when right and announced by the word. */
export const CPF: NumberRule = {
  type: 'CPF',
  pattern: /(?<![\d.-])\d{3}\.\d{3}\.\d{3} ?- ?\d{2}(?![\d-])|(?<=CPF.{0,12}\D)\d{11}(?!\d)/gi,
  read: ([text]) => {
    const digits = text.replace(/\D/g, '');
    const valid = isCpf(digits);
    if (!valid && !text.includes('.')) return undefined;
    const name = `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6, 9)}-${digits.slice(9)}`;
    return { key: `cpf:${digits}`, name, rule: 'cpf', attributes: { valid } };
  },
};
