/** The check digit of CPF, CNPJ and their like: weighted sum modulo 11; 10 and 11 count as 0. Source: Receita Federal, Instrução Normativa RFB
 *  2.119/2022 (CNPJ), 1.548/2015 (CPF) and 2.229/2024 (letters count as their ASCII code minus 48).
 *  @param weights as many as values */
export function modulo11(values: string, weights: readonly number[]): number {
  let sum = 0;
  for (const [index, weight] of weights.entries()) sum += (values.charCodeAt(index) - 48) * weight;
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** `[5, 4, 3, 2]` for 5 down to 2. */
export function descending(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}
