import { plain } from '../tokens.ts';
import { roleOfTitles } from './person.ts';

/** Words that announce a name, folded, and what its bearer is then. Source: CPC/2015, arts. 18 to 187, and the headings
 *  of decisions. */
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
  conselheiro: 'juiz',
  conselheira: 'juiz',
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
/** Abbreviated titles are shorter. */
const SENTENCE_END = /\p{L}{5}\.\s|[;!?]\s/u;
const BEFORE = 60;
const AFTER = 40;
const LINE_ABOVE = /[^:\s]\s{0,3}\n\s{0,3}$/;
const WORDS_BEFORE = 6;
const FILLERS =
  /^(?:o|a|os|as|s|sr|sra|dr|dra|exmo|exma|senhor|senhora|doutor|doutora|p|acordao|para|de|do|da|direito|federal|convocado|convocada|e|ex|gen|justica|republica|trabalho|geral|regional|eleitoral|publico|publica|substituto|substituta)$/;

/** What a signature says below a name, or an apposition after it. A colon there, or a name, announces somebody else. */
const BREAK = '^[^\\S\\n]{0,3}[,\\n–-]\\s{0,3}';
const END = '(?!\\p{L})(?!\\s{0,3}:)(?! \\p{Lu})';
const JUDGE =
  '(?:Ministr[oa]|Desembargador[a]?(?: Federal)?|Ju[íi]z[a]?(?: de Direito| Federal| do Trabalho| Substitut[oa]| Eleitoral)?)';
const ROLES_AFTER: readonly (readonly [RegExp, string])[] = [
  [/^\s{0,3}[,(–-]?\s{0,3}\(?OAB(?!\p{L})/u, 'advogado'],
  [inBothCases(`${BREAK}(?:${JUDGE} )?Relator[a]?${END}`), 'relator'],
  [inBothCases(`${BREAK}${JUDGE}${END}`), 'juiz'],
  [
    inBothCases(`${BREAK}(?:Promotor[a]?|Procurador[a]?)(?: d[aeo])? (?:Justiça|República|Trabalho)(?!\\p{L})`),
    'ministerio-publico',
  ],
];

/** As it is, and with the words in capitals. */
function inBothCases(source: string): RegExp {
  const capitals = source.replace(/(?<![\\{])\p{Ll}(?![^{]*\})/gu, (letter) => letter.toUpperCase());
  return new RegExp(`${source}|${capitals}`, 'u');
}
/** What a judge can be in a case: says more than that somebody is one. */
const OF_JUDGES = new Set(['relator', 'redator', 'revisor']);

/** What the text says right before, in and right after a person's mention that the person is in the case: `relator`,
 *  `juiz`, `advogado`, `parte`… */
export function findRole(text: string, start: number, end: number): string | undefined {
  const after = text.slice(end, end + AFTER);
  const later = ROLES_AFTER.find(([pattern]) => pattern.test(after))?.[1];
  if (later === 'advogado') return later;
  const title = roleOfTitles(text.slice(start, end));
  // below a name stands its own office, above it that of the name before
  const before =
    later !== undefined && LINE_ABOVE.test(text.slice(Math.max(0, start - AFTER), start))
      ? undefined
      : roleBefore(text, start);
  const office = [before, later].find((role) => role !== undefined && OF_JUDGES.has(role));
  if (office !== undefined && (title === undefined || title === 'juiz')) return office;
  return title ?? before ?? later;
}

/** What the words right before a name say that its bearer is: `Relator: Min. …`, `ADVOGADO(A): …`. */
function roleBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const words = plain(before.split(SENTENCE_END).at(-1) ?? '')
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
