const WORDS =
  `o a de do da que em por com não se para ao processo recurso acórdão sentença autos parte réu autor juiz relator turma
câmara tribunal justiça federal estado lei código artigo art. inciso parágrafo § súmula decisão pedido prova nos termos conforme
Ministério Público Maria João Exemplo Fulano Silva Souza Vila Nova Ribeirão Flores 1.234/56 12.345/SP 2019 março STJ TCU CÂMARA
ACÓRDÃO inconstitucionalidade , . ; ( ) nº 5º`.split(/\s+/);

/** Words of the kind that stand in decisions, in an order without sense: `words` of them, the same for the same seed. */
export function inventText(words: number, seed: number): string {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const chosen: string[] = [];
  for (let index = 0; index < words; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    chosen.push(WORDS[state % WORDS.length] ?? '', (state >>> 8) % 17 === 0 ? '\n' : ' ');
  }
  return chosen.join('');
}
