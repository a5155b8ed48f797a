import { fullYear } from './date.ts';
import { fold, foldedKey, tidy, withPlainNumberSigns } from './fold.ts';
import type { NormalizedEntity } from './normalized-entity.ts';

/** Kinds of acts as LexML names them, by the folded words that introduce them; longer ones first.
 *  Source: Projeto LexML, "Parte 2 – LexML URN", vocabulary of document types. */
const KINDS: readonly (readonly [pattern: string, kind: string, name: string])[] = [
  ['lei complementar|lc', 'lei.complementar', 'Lei Complementar'],
  ['lei delegada', 'lei.delegada', 'Lei Delegada'],
  ['decreto[- ]lei|dl', 'decreto.lei', 'Decreto-Lei'],
  ['decreto legislativo', 'decreto.legislativo', 'Decreto Legislativo'],
  ['medida provisoria|mp', 'medida.provisoria', 'Medida Provisória'],
  ['emenda constitucional|ec', 'emenda.constitucional', 'Emenda Constitucional'],
  ['resolucao|res', 'resolucao', 'Resolução'],
  ['instrucao normativa|in', 'instrucao.normativa', 'Instrução Normativa'],
  ['portaria', 'portaria', 'Portaria'],
  ['decreto', 'decreto', 'Decreto'],
  ['leis?', 'lei', 'Lei'],
];
const MONTHS = 'janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro';
const ACTS = KINDS.map(([pattern, kind, name]) => ({
  kind,
  name,
  // The dot of 6.194 is a blank after folding; "6194" and "no 6194" as well.
  pattern: new RegExp(
    `(?:^| )(?:${pattern})(?: federal| estadual| municipal| ordinaria)?(?: n[or]?s?| num| numero)? ?(\\d{1,3}(?: \\d{3})+|\\d{1,6})(?:-\\d)?` +
      `(?:/(\\d{4}|\\d{2})(?!\\d)|,? (?:de|do ano de) (?:\\d{1,2}[oa]? de (?:${MONTHS}) de |\\d{1,2}/\\d{1,2}/|\\d{1,2} \\d{1,2} )?(\\d{4}|\\d{2})(?!\\d))?`,
  ),
}));

/** Codes and nicknames → the law that is meant (year of the text in force; CPC without a year stays undecided between
 *  1973 and 2015). Source: the laws' own texts (planalto.gov.br). */
const NAMED: readonly (readonly [pattern: RegExp, key: string, name: string])[] = [
  [
    /constituicao (?:federal|da republica|brasileira|do brasil|de 1988)|carta federal|texto constitucional|^(?:cf|crfb|cr)(?:\/?(?:88|1988))?$|(?:^| )(?:cf|crfb)(?:\/(?:88|1988))?(?: |$)|carta magna|lei maior|^constituicao$/,
    'constituicao:1988',
    'Constituição Federal',
  ],
  [/adct|disposicoes constitucionais transitorias/, 'adct:1988', 'Ato das Disposições Constitucionais Transitórias'],
  [/codigo de processo penal militar|(?:^| )cppm(?: |$)/, 'decreto.lei:1002/1969', 'Código de Processo Penal Militar'],
  [/codigo penal militar|(?:^| )cpm(?: |$)/, 'decreto.lei:1001/1969', 'Código Penal Militar'],
  [/codigo de processo penal|(?:^| )cpp(?: |$)/, 'decreto.lei:3689/1941', 'Código de Processo Penal'],
  [/codigo penal|(?:^| )cp(?: |$)/, 'decreto.lei:2848/1940', 'Código Penal'],
  [
    /novo codigo de processo civil|(?:^| )ncpc(?: |$)|(?:codigo de processo civil|(?:^| )cpc)(?: de |\/| )(?:20)?15/,
    'lei:13105/2015',
    'Código de Processo Civil de 2015',
  ],
  [
    /(?:codigo de processo civil|(?:^| )cpc)(?: de |\/| )(?:19)?73/,
    'lei:5869/1973',
    'Código de Processo Civil de 1973',
  ],
  [/codigo de processo civil|(?:^| )cpc(?: |$)/, 'codigo.processo.civil', 'Código de Processo Civil'],
  [/codigo civil (?:de )?1916|(?:^| )cc\/(?:19)?16/, 'lei:3071/1916', 'Código Civil de 1916'],
  [/codigo civil|(?:^| )cc(?:\/(?:20)?02)?(?: |$)/, 'lei:10406/2002', 'Código Civil'],
  [/defesa do consumidor|(?:^| )cdc(?: |$)/, 'lei:8078/1990', 'Código de Defesa do Consumidor'],
  [/consolidacao das leis do trabalho|(?:^| )clt(?: |$)/, 'decreto.lei:5452/1943', 'Consolidação das Leis do Trabalho'],
  [/codigo tributario nacional|(?:^| )ctn(?: |$)/, 'lei:5172/1966', 'Código Tributário Nacional'],
  [/codigo eleitoral/, 'lei:4737/1965', 'Código Eleitoral'],
  [/codigo de transito|(?:^| )ctb(?: |$)/, 'lei:9503/1997', 'Código de Trânsito Brasileiro'],
  [/estatuto da crianca|(?:^| )eca(?: |$)/, 'lei:8069/1990', 'Estatuto da Criança e do Adolescente'],
  [/lei de execuc(?:ao|oes) penal|(?:^| )lep(?: |$)/, 'lei:7210/1984', 'Lei de Execução Penal'],
  [/lei maria da penha/, 'lei:11340/2006', 'Lei Maria da Penha'],
];

/** A statute: kind, number and year → `lei:6194/1974` (year absent when the text has none: `lei:6194`), codes and
 *  nicknames by a table; the article goes to `attributes.article`. Else folded. */
export function normalizeLaw(text: string): NormalizedEntity {
  const display = tidy(text);
  const folded = fold(withPlainNumberSigns(display));
  const article = /(?:^| )arts?(?:igos?)? ?(\d+(?:-[a-z](?![a-z]))?)/.exec(folded)?.[1];
  const attributes = article === undefined ? {} : { article };
  const act = firstAct(folded);
  if (act !== undefined) {
    const { kind, name, number, year } = act;
    const key = year === undefined ? `${kind}:${number}` : `${kind}:${number}/${year}`;
    const shown = new Intl.NumberFormat('pt-BR').format(number);
    return {
      key,
      name: `${name} ${shown}${year === undefined ? '' : `/${year}`}`,
      rule: 'law-number',
      attributes: { kind, number, ...(year === undefined ? {} : { year }), ...attributes },
    };
  }
  for (const [pattern, key, name] of NAMED)
    if (pattern.test(folded)) return { key, name, rule: 'law-name', attributes };
  return { key: foldedKey(display), name: display, rule: 'law-text', attributes };
}

interface Act {
  readonly kind: string;
  readonly name: string;
  readonly number: number;
  readonly year?: number;
}

/** The act that stands first; of two at one place, the more specific kind (`lei complementar` before `lei`). */
function firstAct(folded: string): Act | undefined {
  let first: (Act & { readonly at: number }) | undefined;
  for (const { kind, name, pattern } of ACTS) {
    const match = pattern.exec(folded);
    if (match === null || (first !== undefined && match.index >= first.at)) continue;
    const digits = match[2] ?? match[3];
    const number = Number(match[1]?.replaceAll(' ', ''));
    first = { kind, name, number, at: match.index, ...(digits === undefined ? {} : { year: fullYear(digits) }) };
  }
  return first;
}
