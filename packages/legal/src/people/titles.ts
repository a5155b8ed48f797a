/** Titles, forms of address and offices before a name, folded; usage of court documents (Manual de Redação da Presidência da República, ch. I). */
export const TITLES: ReadonlySet<string> = new Set(
  (
    'sr sra srs sras senhor senhora dr dra drs dras doutor doutora exmo exma exmos exmas excelentissimo excelentissima ' +
    'ilmo ilma ilustrissimo ilustrissima min mina mins ministro ministra ministros des desa desembargador desembargadora juiz juiza ' +
    'prof profa professor professora relator relatora rel rela revisor revisora presidente redator redatora conselheiro ' +
    'conselheira procurador procuradora promotor promotora advogado advogada adv dep sen deputado deputada senador senadora federal desembargadores mm ' +
    'gen gal general cel coronel ten cap capitao maj major sgt sargento cb cabo sd soldado alte almirante brig brigadeiro ex esq delegado delegada defensor defensora perito perita vice'
  ).split(' '),
);

/** What a title says that its bearer is. */
export const ROLE_OF_TITLE: Readonly<Record<string, string>> = {
  relator: 'relator',
  relatora: 'relator',
  rel: 'relator',
  rela: 'relator',
  revisor: 'revisor',
  revisora: 'revisor',
  min: 'juiz',
  ministro: 'juiz',
  ministra: 'juiz',
  des: 'juiz',
  desa: 'juiz',
  desembargador: 'juiz',
  desembargadora: 'juiz',
  juiz: 'juiz',
  juiza: 'juiz',
  mm: 'juiz',
  adv: 'advogado',
  advogado: 'advogado',
  advogada: 'advogado',
  promotor: 'ministerio-publico',
  promotora: 'ministerio-publico',
  procurador: 'procurador',
  procuradora: 'procurador',
  defensor: 'defensor',
  defensora: 'defensor',
  perito: 'perito',
  perita: 'perito',
};
