import { t } from '../pair.ts';

/** What the page of an entity says. */
export const ENTITY_MESSAGES = {
  namesakes: t(
    'Um nome não é uma pessoa: menções de homônimos aparecem juntas aqui.',
    'A name is not a person: mentions of namesakes appear together here.',
  ),
  entityTotals: t(
    (mentions: string, documents: string, decisions: string) =>
      `${mentions} em ${documents} (${decisions}, cada texto contado uma vez)`,
    (mentions, documents, decisions) => `${mentions} in ${documents} (${decisions}, each text counted once)`,
  ),
  entityPeriod: t(
    (from: string, to: string) => (from === to ? `em julgamento de ${from}` : `em julgamentos de ${from} a ${to}`),
    (from, to) => (from === to ? `judged on ${from}` : `judged from ${from} to ${to}`),
  ),
  entityKey: t('Chave', 'Key'),
  entityRule: t('Regra', 'Rule'),
  describedFirst: t(
    (count: string) => `O que segue vem das primeiras ${count} menções.`,
    (count) => `What follows comes from the first ${count} mentions.`,
  ),
  yearsTitle: t('Documentos por ano de julgamento', 'Documents by year of judgment'),
  year: t('Ano', 'Year'),
  spellingsTitle: t('Como aparece', 'How it is written'),
  articlesTitle: t('Artigos citados', 'Articles cited'),
  article: t(
    (number: string) => `art. ${number}`,
    (number) => `art. ${number}`,
  ),
  togetherTitle: t('Citado junto com', 'Named together with'),
  togetherHint: t(
    (documents: string) => `Nos primeiros ${documents} documentos.`,
    (documents) => `In the first ${documents} documents.`,
  ),
  inContext: t('Menções em contexto', 'Mentions in context'),
  allMentions: t('Todas as menções, com filtros e CSV', 'All mentions, with filters and CSV'),
  mentionsOf: t(
    (name: string) => `Menções: ${name}`,
    (name) => `Mentions: ${name}`,
  ),
} as const;
