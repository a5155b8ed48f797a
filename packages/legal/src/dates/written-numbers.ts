const VALUES = new Map<string, number>([
  ...'zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove vinte'
    .split(' ')
    .map((word, index) => [word, index] as const),
  ['uma', 1],
  ['duas', 2],
  ['primeiro', 1],
  ['primeira', 1],
  ['segundo', 2],
  ['segunda', 2],
  ['terceiro', 3],
  ['terceira', 3],
  ['quarto', 4],
  ['catorze', 14],
  ['trinta', 30],
  ['quarenta', 40],
  ['cinquenta', 50],
  ['sessenta', 60],
  ['setenta', 70],
  ['oitenta', 80],
  ['noventa', 90],
  ['cem', 100],
  ['cento', 100],
  ['duzentos', 200],
  ['trezentos', 300],
  ['quatrocentos', 400],
  ['quinhentos', 500],
  ['seiscentos', 600],
  ['setecentos', 700],
  ['oitocentos', 800],
  ['novecentos', 900],
]);

/** Numbers written out, as digits: `vinte e tres dias do mes de marco de dois mil e dezoito` → `23 dias do mes de marco de 2018`.
 *  @param text folded */
export function withDigits(text: string): string {
  const out: string[] = [];
  let total: number | undefined;
  let thousands = 0;
  let and = false;
  const flush = () => {
    if (total !== undefined) out.push(String(thousands + total));
    if (and) out.push('e');
    total = undefined;
    thousands = 0;
    and = false;
  };
  for (const word of text.split(' ')) {
    const value = VALUES.get(word.replace(/,$/, ''));
    if (value !== undefined) {
      if (and && total !== undefined && value >= lowestOf(total)) flush();
      and = false;
      total = (total ?? 0) + value;
      if (word.endsWith(',')) {
        flush();
        out.push(',');
      }
    } else if (word === 'mil') {
      thousands = (total === undefined || total === 0 ? 1 : total) * 1000;
      total = 0;
      and = false;
    } else if (word === 'e' && total !== undefined && !and) and = true;
    else {
      flush();
      out.push(word);
    }
  }
  flush();
  return out.join(' ');
}

/** What a further word must stay below: after `vinte e` only units follow, after `cento e` tens. */
function lowestOf(total: number): number {
  if (total % 1000 === 0) return 1000;
  if (total % 100 === 0) return 100;
  return total % 10 === 0 && total % 100 >= 20 ? 10 : 0;
}
