import { descending, modulo11 } from './modulo-11.ts';
import type { NumberRule } from './rule-mention.ts';

const FIRST = [...descending(5, 2), ...descending(9, 2)];
const SECOND = [6, ...FIRST];

/** Whether fourteen characters are a CNPJ: twelve digits or capital letters and two check digits. Source: Instrução Normativa RFB 2.119/2022, letters
 *  by 2.229/2024. */
export function isCnpj(characters: string): boolean {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(characters) || /^(.)\1{13}$/.test(characters)) return false;
  return (
    modulo11(characters, FIRST) === Number(characters[12]) && modulo11(characters, SECOND) === Number(characters[13])
  );
}

/** CNPJ as it is written, `12.345.678/0001-95`; wrong check digits are kept and flagged. */
export const CNPJ: NumberRule = {
  type: 'CNPJ',
  pattern: /(?<![\dA-Z.-])[\dA-Z]{2}\.[\dA-Z]{3}\.[\dA-Z]{3} ?\/ ?[\dA-Z]{4} ?- ?\d{2}(?![\d-])/g,
  read: ([text]) => {
    const characters = text.replace(/[^0-9A-Z]/g, '');
    const name = `${characters.slice(0, 2)}.${characters.slice(2, 5)}.${characters.slice(5, 8)}/${characters.slice(8, 12)}-${characters.slice(12)}`;
    return {
      key: `cnpj:${characters}`,
      name,
      rule: 'cnpj',
      attributes: { valid: isCnpj(characters), root: characters.slice(0, 8) },
    };
  },
};
