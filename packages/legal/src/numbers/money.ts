import type { NumberRule } from './rule-mention.ts';

const SCALES: Readonly<Record<string, number>> = { mil: 1e3, milhao: 1e6, milhoes: 1e6, bilhao: 1e9, bilhoes: 1e9 };

const FORMAT = new Intl.NumberFormat('pt-BR', { minimumFractionDigits: 2 });

/** An amount in reais: `R$ 1.234,56`, `R$ 2,5 milhões`. The key has the amount in centavos' precision. Source: Lei
 *  9.069/1995 (Plano Real). */
export const MONEY: NumberRule = {
  type: 'DINHEIRO',
  pattern:
    /R ?\$ ?(\d{1,3}(?:\.\d{3}){1,5}|\d{1,15})(?:,(\d{1,2}))?(?: (mil|milh[ãa]o|milh[õo]es|bilh[ãa]o|bilh[õo]es)(?![\p{L}]))?/gu,
  sign: '$',
  read: ([, whole = '', cents = '', scale]) => {
    const factor = SCALES[(scale ?? '').normalize('NFD').replace(/\p{M}/gu, '')] ?? 1;
    const amount = Math.round(Number(`${whole.replaceAll('.', '')}.${cents || '0'}`) * factor * 100) / 100;
    const key = `brl:${amount.toFixed(2)}`;
    return {
      key,
      name: `R$ ${FORMAT.format(amount)}`,
      rule: 'money',
      attributes: { amount, currency: 'BRL' },
    };
  },
};

/** An amount that somebody asks for in digits alone (`1000`, `R$ 1000,50`) as names of amounts begin: `R$ 1.000`. Any other
 *  text stays as it is. */
export function writtenAmount(text: string): string {
  const [, digits, cents = ''] = /^(?:R ?\$)? ?(\d{1,15})(,\d{1,2})?$/.exec(text.trim()) ?? [];
  return digits === undefined ? text : `R$ ${Number(digits).toLocaleString('pt-BR')}${cents}`;
}
