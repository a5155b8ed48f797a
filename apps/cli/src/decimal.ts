import type { Language } from './language.ts';

/** A number in digits with a decimal point as the language writes it. */
export function decimal(digits: string, language: Language): string {
  return language === 'pt' ? digits.replace('.', ',') : digits;
}
