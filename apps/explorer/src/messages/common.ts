import { t } from '../pair.ts';

/** What stands on every page, and the words for entity types. */
export const COMMON_MESSAGES = {
  skipToContent: t('Ir para o conteúdo', 'Skip to content'),
  navigation: t('Principal', 'Main'),
  navSearch: t('Buscar', 'Search'),
  navTry: t('Experimentar', 'Try it'),
  navArchive: t('Situação', 'Status'),
  otherLanguage: t('English', 'Português'),
  footer: t(
    'As menções são achadas por um modelo, que erra. Um nome não é uma pessoa: homônimos aparecem juntos.',
    'Mentions are found by a model, which errs. A name is not a person: namesakes appear together.',
  ),
  apiLink: t('API (OpenAPI)', 'API (OpenAPI)'),
  leave: t('Sair', 'Log out'),
  PESSOA: t('Pessoa', 'Person'),
  ORGANIZACAO: t('Organização', 'Organization'),
  LEGISLACAO: t('Legislação', 'Law'),
  JURISPRUDENCIA: t('Jurisprudência', 'Precedent'),
  LOCAL: t('Local', 'Place'),
  TEMPO: t('Tempo', 'Date'),
  type: t('Tipo', 'Type'),
  score: t('Confiança', 'Score'),
  mention: t('Menção', 'Mention'),
  mentions: t('menções', 'mentions'),
  documents: t('documentos', 'documents'),
  decisions: t('decisões', 'decisions'),
  words: t('palavras', 'words'),
  pages: t('páginas', 'pages'),
  model: t('Modelo', 'Model'),
} as const;
