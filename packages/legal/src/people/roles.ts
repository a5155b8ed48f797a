import { plain } from '../tokens.ts';

/** Words that announce a name, folded, and what its bearer is then. Source: CPC/2015, arts. 18 to 187, and the headings of decisions. */
const ROLES: Readonly<Record<string, string>> = {
  relator: 'relator',
  relatora: 'relator',
  rel: 'relator',
  rela: 'relator',
  redator: 'redator',
  redatora: 'redator',
  revisor: 'revisor',
  revisora: 'revisor',
  juiz: 'juiz',
  juiza: 'juiz',
  desembargador: 'juiz',
  desembargadora: 'juiz',
  ministro: 'juiz',
  ministra: 'juiz',
  min: 'juiz',
  des: 'juiz',
  presidente: 'juiz',
  advogado: 'advogado',
  advogada: 'advogado',
  advogados: 'advogado',
  advogadas: 'advogado',
  adv: 'advogado',
  advs: 'advogado',
  procurador: 'procurador',
  procuradora: 'procurador',
  promotor: 'ministerio-publico',
  promotora: 'ministerio-publico',
  defensor: 'defensor',
  defensora: 'defensor',
  perito: 'perito',
  perita: 'perito',
  testemunha: 'testemunha',
  vitima: 'vitima',
  ...Object.fromEntries(
    (
      'autor autora reu re requerente requerido requerida recorrente recorrido recorrida apelante apelado apelada agravante agravado agravada embargante embargado embargada ' +
      'impetrante impetrado impetrada paciente exequente executado executada reclamante reclamado reclamada denunciado denunciada querelante querelado suscitante suscitado ' +
      'interessado interessada recte recdo recda agte agdo agda apte apdo apda embte embdo embda impte pacte reqte reqdo reqda'
    )
      .split(' ')
      .map((word) => [word, 'parte']),
  ),
};
const BEFORE = 48;
const WORDS_BEFORE = 4;
const FILLERS =
  /^(?:o|a|os|as|s|sr|sra|dr|dra|exmo|exma|senhor|senhora|doutor|doutora|p|acordao|para|de|do|da|direito|federal|convocado|convocada|e|ex|gen)$/;

/** What the words right before a name say that its bearer is: `Relator: Min. …`, `ADVOGADO(A): …`. */
export function roleBefore(text: string, start: number): string | undefined {
  const words = plain(text.slice(Math.max(0, start - BEFORE), start))
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  let role: string | undefined;
  for (const word of words.slice(-WORDS_BEFORE).reverse()) {
    if (ROLES[word] !== undefined && (role === undefined || role === 'juiz')) role = ROLES[word];
    else if (!FILLERS.test(word)) break;
  }
  return role;
}
