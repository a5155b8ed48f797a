import { plural, t } from '../pair.ts';

/** What the search says. */
export const SEARCH_MESSAGES = {
  searchTitle: t('Buscar no acervo', 'Search the archive'),
  searchLabel: t('Nome, lei, número do processo ou palavras', 'Name, law, case number or words'),
  searchHint: t(
    'Por exemplo: art. 5 da Lei 6.194 · "responsabilidade objetiva" -consumidor · o nome de alguém. Acentos são opcionais.',
    'For example: art. 5 da Lei 6.194 · "responsabilidade objetiva" -consumidor · a name. Accents are optional.',
  ),
  search: t('Buscar', 'Search'),
  searchFor: t(
    (text: string) => `Busca: ${text}`,
    (text) => `Search: ${text}`,
  ),
  seeAllCited: t('O que o acervo mais cita', 'What the archive names most'),
  readAs: t('Entendido como', 'Read as'),
  articleOnly: t(
    (article: string) => `só menções ao art. ${article}`,
    (article) => `only mentions of art. ${article}`,
  ),
  foundDocuments: t('Documentos com este nome ou número', 'Documents of this name or number'),
  foundEntities: t('Entidades', 'Entities'),
  viewLabel: t('Resultados', 'Results'),
  viewPassages: t('Trechos', 'Passages'),
  viewMentions: t('Menções', 'Mentions'),
  facets: t('Filtrar', 'Filter'),
  facettype: t('Tipo', 'Type'),
  facetrole: t('Papel no processo', 'Role in the case'),
  facetcourt: t('Tribunal', 'Court'),
  facetclass: t('Classe', 'Class'),
  facetyear: t('Ano', 'Year'),
  facetsource: t('Origem', 'Source'),
  facetscore: t('Confiança a partir de', 'Score from'),
  removeFilter: t('tirar o filtro', 'remove the filter'),
  results: t(plural('resultado', 'resultados'), plural('result', 'results')),
  countedFirst: t(
    (count: string) => `Mais de ${count} resultados; os filtros contam os primeiros ${count}.`,
    (count) => `More than ${count} results; the filters count the first ${count}.`,
  ),
  belowThresholds: t(
    'O que o modelo pontuou abaixo dos seus mínimos fica de fora.',
    'What the model scored below its thresholds is left out.',
  ),
  showUnsure: t('Mostrar tudo', 'Show all'),
  sortLabel: t('Ordem', 'Order'),
  sortRelevance: t('relevância', 'relevance'),
  sortDocument: t('documento', 'document'),
  relevanceCapped: t(
    'A relevância foi calculada entre os primeiros; ordene por documento para ver todos.',
    'Relevance was computed among the first; order by document to see all.',
  ),
  nothingFound: t('Nada foi encontrado.', 'Nothing was found.'),
  nothingFoundHint: t(
    'Tente menos palavras, sem aspas, ou outra grafia do nome.',
    'Try fewer words, no quotes, or another spelling of the name.',
  ),
  nothingFiltered: t('Tire um dos filtros.', 'Remove one of the filters.'),
  withoutArticle: t('Ver todas as menções, de qualquer artigo', 'See all mentions, of any article'),
  nextResults: t('Próximos resultados', 'Next results'),
  csvOfResult: t('CSV deste resultado', 'CSV of this result'),
  onPage: t(
    (page: string) => `p. ${page}`,
    (page) => `p. ${page}`,
  ),
  documentNumber: t(
    (id: number) => `documento ${id}`,
    (id) => `document ${id}`,
  ),
  emptyArchive: t(
    'O acervo está vazio. Rode acervo run com a pasta dos seus documentos; enquanto isso, experimente o modelo.',
    'The archive is empty. Run acervo run with the folder of your documents; meanwhile, try the model.',
  ),
} as const;
