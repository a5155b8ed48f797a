import { parseCnj } from '@acervo/legal';

/** Personal data that is recognized by its form. All rules stand here, so that they can move to packages/legal as they are. */
export interface PersonalDataRule {
  /** What stands before the dash of the pseudonym. */
  readonly label: string;
  /** Global. Group 1, where the pattern has one, is what is replaced; else all of the match. Linear in the text: every
   *  repetition is bounded or can't overlap with what follows it. */
  readonly pattern: RegExp;
  /** Two notations of the same thing give the same text here. */
  canonical(found: string): string;
  /** Further conditions that a pattern can't say. */
  accepts?(found: string): boolean;
}

const digits = (text: string) => text.replace(/\D/g, '');
const folded = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
const lettersAndDigits = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const WORD = `\\p{L}[\\p{L}\\p{M}'’]{0,30}`;
const CAPITALIZED = `\\p{Lu}[\\p{L}\\p{M}'’.]{0,30}`;
/** What follows the number of a house. */
const COMPLEMENT =
  '(?:\\s{0,2}[,–-]?\\s{0,2}(?:apto?|apartamento|ap|bloco|bl|casa|sala|salas|conj|conjunto|cj|lote|lt|quadra|qd|andar|loja|fundos|km)\\.?\\s{0,2}(?:n[º°o.]{0,2}\\s?)?[\\p{L}\\p{N}-]{0,8}){0,4}';

/** In the order in which they are tried: where two overlap, the earlier one counts. */
export const PERSONAL_DATA_RULES: readonly PersonalDataRule[] = [
  {
    // RFC 5321: local part of at most 64, domain of at most 255
    label: 'Email',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
    canonical: folded,
  },
  {
    // addresses of documents in court systems lead straight back to them
    label: 'Url',
    pattern: /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"'()]{4,2000}/giu,
    canonical: (found) => found.replace(/[.,;:]+$/, ''),
  },
  {
    // Resolução CNJ 65/2008
    label: 'Processo',
    pattern:
      /(?<![\d.-])\d{1,7}\s?[-–]\s?\d{2}\s?\.\s?\d{4}\s?\.\s?\d\s?\.\s?\d{2}\s?\.\s?\d{4}(?!\d)|(?<!\d)\d{20}(?!\d)/gu,
    canonical: (found) => parseCnj(found)?.number ?? digits(found),
  },
  {
    // Receita Federal; letters since IN RFB 2.229/2024
    label: 'CNPJ',
    pattern:
      /(?<![\p{L}\p{N}])[A-Z\d]{2}\.?[A-Z\d]{3}\.?[A-Z\d]{3}\/[A-Z\d]{4}\s?[-–]\s?\d{2}(?!\d)|(?<!\d)\d{14}(?!\d)/gu,
    canonical: lettersAndDigits,
    accepts: (found) => found.includes('/') || hasCheckDigits(digits(found), CNPJ_WEIGHTS),
  },
  {
    // Receita Federal; without punctuation only where both check digits are right
    label: 'CPF',
    pattern: /(?<![\d.-])\d{3}\s?\.\s?\d{3}\s?\.\s?\d{3}\s?[-–/.]?\s?\d{2}(?![\d])|(?<![\d.])\d{9}-?\d{2}(?!\d)/gu,
    canonical: digits,
    accepts: (found) => found.includes('.') || hasCheckDigits(digits(found), CPF_WEIGHTS),
  },
  {
    // Lei 8.906/1994: number within a section (UF)
    label: 'OAB',
    pattern:
      /(?<!\p{L})OAB\s?(?:[/–-]\s?[A-Z]{2})?[\s,:;–-]{0,3}(?:sob\s)?(?:o\s)?(?:n[úu]mero|n[º°o.]{0,2}|ns\.?)?[\s:]{0,2}((?:[A-Z]{2}\s?-?\s?)?(?:\d{1,3}(?:\.\d{3}){1,2}|\d{2,7})(?!\d)(?:\s?-?\s?[A-Z](?![\p{L}\p{N}]))?(?:\s?[/-]\s?[A-Z]{2}(?!\p{L}))?)/giu,
    canonical: lettersAndDigits,
  },
  {
    // papers by their name: RG, CNH, CTPS, PIS, título de eleitor, passaporte, matrícula, benefício
    label: 'Documento',
    pattern:
      /(?<!\p{L})(?:R\.?G\.?|C\.?I\.?|CNH|CTPS|PIS(?:\/PASEP)?|PASEP|NIT|NIS|CNS|(?:carteira|cédula) de identidade(?: civil| profissional| RG)?|identidade|t[íi]tulo(?: de)? eleitor(?:al)?|passaporte|matr[íi]cula(?: funcional)?|benef[íi]cio|NB|inscriç[ãa]o)[\s,:]{0,3}(?:sob\s)?(?:o\s)?(?:n[úu]mero|n[º°o.]{0,2})?[\s:]{0,3}((?:[A-Z]{1,2}[\s.-]?)?\d[\d.]{2,14}(?:[\s/-]{1,2}[\dXx]{1,3}(?![\p{L}\p{N}]))?)/giu,
    canonical: lettersAndDigits,
  },
  {
    label: 'Telefone',
    pattern:
      /(?<![\d(])(?:\+?55\s?)?\(0?\d{2}\)\s?9?\s?\d{4}[\s.–-]?\d{4}(?!\d)|\+55\s?\d{2}\s?9?\d{4}[\s.-]?\d{4}(?!\d)|(?:tel(?:efones?|s)?|fones?|cel(?:ular)?|fax|whats ?app)\s?[.:]{0,2}\s{0,2}((?:0?\d{2}[\s.-]?)?9?\d{4}[\s.–-]?\d{4})(?!\d)/giu,
    canonical: digits,
  },
  {
    // streets by the words that begin their names; a short word needs the house's number
    label: 'Endereco',
    pattern: new RegExp(
      `(?<!\\p{L})(?:(?:Rua|Avenida|Travessa|Alameda|Rodovia|Estrada|Ladeira|Viela|Servidão|Largo|Praça)|(?:RUA|AVENIDA|TRAVESSA|ALAMEDA|RODOVIA|ESTRADA|LADEIRA|LARGO|PRAÇA))(?:\\s{1,2}(?:${CAPITALIZED}|(?:d[aeo]s?|e)(?!\\p{L})|\\d{1,2}(?!\\d))){1,8}(?:\\s{0,2},?\\s{0,2}(?:n[º°o.]{0,2}\\s?)?\\d{1,6}(?!\\d)(?!\\s?/)${COMPLEMENT})?` +
        `|(?<!\\p{L})(?:R|Av|AV|Tv|Trav|Al|Rod|Estr|Pç|Pça)\\.?(?:\\s{1,2}(?:${CAPITALIZED}|(?:d[aeo]s?|e)(?!\\p{L}))){1,8}\\s{0,2},\\s{0,2}(?:n[º°o.]{0,2}\\s?)?\\d{1,6}(?!\\d)(?!\\s?/)${COMPLEMENT}` +
        `|(?<!\\p{L})S[HQCRMG][A-Z]{1,3}\\s(?:Quadra|Qd\\.?|Q\\.?)?\\s?\\d{1,4}${COMPLEMENT}` +
        `|(?<!\\p{L})Bairro\\s(?:${CAPITALIZED})(?:\\s(?:(?:d[aeo]s?)\\s)?${CAPITALIZED}){0,4}`,
      'gu',
    ),
    canonical: folded,
  },
  {
    // Correios: five and three digits
    label: 'CEP',
    pattern: /(?<![\d.-])\d{2}\.?\d{3}-\d{3}(?![\d-])|(?<!\p{L})CEP\s?[.:]{0,2}\s?(\d{2}\.?\d{3}-?\d{3})(?!\d)/gu,
    canonical: digits,
  },
  {
    // what a court's portal asks for to show the signed original
    label: 'Codigo',
    pattern: new RegExp(
      `(?<!\\p{L})(?:c[óo]digo|cód\\.?|chave|protocolo|CRC|ID)(?:\\s(?:verificador|de\\s(?:verificação|autenticidade|segurança|acesso|validação)|do\\sdocumento|CRC|da\\s${WORD}|e\\so)){0,3}[\\s:,.nº°]{1,6}((?=[\\p{L}.-]{0,40}\\d)[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{4,60})`,
      'giu',
    ),
    canonical: lettersAndDigits,
  },
];

/** Who signs, where the document says so: group 1 is the name, in capitalized words. */
export const SIGNATURE = new RegExp(
  `(?<!\\p{L})(?i:assinad[oa](?:\\s(?:eletronicamente|digitalmente|eletrônica\\se\\sdigitalmente))?\\s{1,2}(?:por|pel[oa])\\s?:?|signatário\\(?a?\\)?\\s?:|firmado\\spor\\s?:?|liberado\\snos\\sautos(?:\\sdigitais)?\\spor|ass(?:\\.|inatura)\\s?:|\\(a\\)\\s|\\(as\\.\\)\\s)\\s{0,2}(${CAPITALIZED}(?:\\s(?:(?:d[aeo]s?|e)\\s)?${CAPITALIZED}){1,8})`,
  'gu',
);

const CPF_WEIGHTS = [
  [10, 9, 8, 7, 6, 5, 4, 3, 2],
  [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
] as const;
const CNPJ_WEIGHTS = [
  [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
  [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
] as const;

/** Modulo 11 check digits as Receita Federal defines them; digits that are all the same are no number. */
function hasCheckDigits(number: string, weights: readonly (readonly number[])[]): boolean {
  if (/^(\d)\1*$/.test(number)) return false;
  return weights.every((each) => {
    const sum = each.reduce((all, weight, at) => all + weight * Number(number[at]), 0);
    const check = sum % 11 < 2 ? 0 : 11 - (sum % 11);
    return check === Number(number[each.length]);
  });
}
