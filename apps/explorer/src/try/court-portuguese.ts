/** What makes a text one that the models were not made for. */
export type TextDoubt = 'short' | 'not-portuguese' | 'not-court';

/** Words that Portuguese is full of and its neighbours are not: articles joined with prepositions, and the like. */
const PORTUGUESE = new Set(
  'o os do da dos das no na nos nas ao aos à às um uma pelo pela pelos pelas em com não são é foi ser seu sua mais ou qual já também'.split(
    ' ',
  ),
);

/** Words of courts, by their beginning. */
const COURT =
  /^(ac[óo]rd[ãa]o|advogad|agravo|agravad|agravante|alega|apela[çdn]|art|artigo|autora?|autos|c[âa]mara|cível|comarca|constitui[çc]|crimina|culpa|decis[ãa]o|defer|defensor|delito|den[úu]ncia|desembargador|embarg|ementa|impetra|indefer|intima|ju[íi]z|julg|jur[íi]dic|jurisprud|justi[çc]a|lei|leis|liminar|magistrad|mandado|minist[ée]rio|ministr|penal|peti[çc]|preced|procedente|improcedente|processo|processual|procurador|provimento|r[ée]u|recorr|recurso|relator|requer|s[úu]mula|senten[çc]a|stf|stj|tribunal|turma|vara|voto)/;

const FEWEST_WORDS = 8;
const LEAST_PORTUGUESE = 0.06;
const LEAST_COURT = 0.01;

/** Why a text may not be read well: too short to tell, hardly Portuguese, or Portuguese without the words of courts.
 *  Undefined: it looks like what the models were made for. Only words are looked at; the shares were chosen by hand between
 *  judgments and speeches (95 in 100 passages of 300 words of published judgments have more of both kinds). */
export function doubtText(text: string): TextDoubt | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return 'short';
  const share = (belongs: (word: string) => boolean) => words.filter(belongs).length / words.length;
  if (share((word) => PORTUGUESE.has(word)) < LEAST_PORTUGUESE) return 'not-portuguese';
  if (share((word) => COURT.test(word)) < LEAST_COURT) return 'not-court';
  return undefined;
}
