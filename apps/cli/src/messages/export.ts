import { choose, counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What `acervo export` says. */
export const EXPORT_MESSAGES = {
  stageExported: t('exported', 'exportados'),
  exportFolderTaken: t(
    (path: string) => `${path} is there already and not empty`,
    (path) => `${path} já existe e não está vazia`,
  ),
  exportFolderHint: t(
    'Choose another folder, or replace an earlier export with --force.',
    'Escolha outra pasta, ou substitua uma exportação anterior com --force.',
  ),
  notAFormat: t('--format wants jsonl, csv or parquet', '--format espera jsonl, csv ou parquet'),
  notATable: t(
    (name: string) => `there is no table ${name}`,
    (name) => `não existe a tabela ${name}`,
  ),
  tablesAre: t(
    (names: string) => `The tables: ${names}.`,
    (names) => `As tabelas: ${names}.`,
  ),
  notADate: t(
    (option: string) => `${option} wants a date such as 2019-01-31`,
    (option) => `${option} espera uma data como 2019-01-31`,
  ),
  dateHint: t('A year (2019) or a month (2019-01) will do.', 'Basta um ano (2019) ou um mês (2019-01).'),
  noSource: t(
    (path: string) => `nothing below ${path} has been read`,
    (path) => `nada abaixo de ${path} foi lido`,
  ),
  noSourceHint: t('Name a folder that was given to acervo run.', 'Indique uma pasta dada ao acervo run.'),
  notARole: t(
    (word: string) => `${word} is no role`,
    (word) => `${word} não é um papel`,
  ),
  rolesAre: t('The roles: judge, lawyer, prosecutor.', 'Os papéis: juiz, advogado, promotor.'),
  noActiveModel: t('the archive has no model in use yet', 'o acervo ainda não tem modelo em uso'),
  keyNeeded: t('--pseudonymize needs --key', '--pseudonymize precisa de --key'),
  keyWithout: t(
    '--key and --keep are of no use without --pseudonymize',
    '--key e --keep não servem sem --pseudonymize',
  ),
  keyHint: t(
    'Name a file outside of the export; one that does not exist is made. Keep it: the same key gives the same pseudonyms.',
    'Indique um arquivo fora da exportação; se não existir, é criado. Guarde-o: a mesma chave dá os mesmos pseudônimos.',
  ),
  keyInside: t(
    (path: string) => `${path} is in the folder of the export`,
    (path) => `${path} está na pasta da exportação`,
  ),
  keyTooShort: t(
    (path: string) => `${path} is no key: it wants at least 128 bits (22 characters), at most 4 kB`,
    (path) => `${path} não é uma chave: são pelo menos 128 bits (22 caracteres), no máximo 4 kB`,
  ),
  keyMade: t(
    (path: string) => `made the key ${path}: keep it secret, and keep it, or the next export has other pseudonyms`,
    (path) => `chave ${path} criada: guarde-a em segredo, ou a próxima exportação terá outros pseudônimos`,
  ),
  exportedTo: t(
    (path: string, documents: string) => `${path}: ${counted(documents, 'document', 'documents')}`,
    (path, documents) => `${path}: ${counted(documents, 'documento', 'documentos')}`,
  ),
  exportRows: t('rows', 'linhas'),
  exportBytes: t('bytes', 'bytes'),
  replacedCounts: t(
    (recognized: string, searched: string) =>
      `Replaced: ${counted(recognized, 'mention', 'mentions')} of people, and ${counted(searched, 'more occurrence', 'more occurrences')} that the model had not marked`,
    (recognized, searched) =>
      `Substituídos: ${counted(recognized, 'menção', 'menções')} de pessoas, e mais ${counted(searched, 'ocorrência', 'ocorrências')} que o modelo não havia marcado`,
  ),
  leaksLeft: t(
    (left: string, names: string, share: string, occurrences: string) =>
      `Measured on what was written: ${left} of ${counted(names, 'name that was', 'names that were')} looked for ${choose(left, 'is', 'are')} left (${share} %), ${counted(occurrences, 'time', 'times')}`,
    (left, names, share, occurrences) =>
      `Medido no que foi gravado: ${choose(left, 'resta', 'restam')} ${left} de ${counted(names, 'nome procurado', 'nomes procurados')} (${share} %), ${counted(occurrences, 'vez', 'vezes')}`,
  ),
  wordsLeft: t(
    (words: string, lower: string) =>
      `Single words of such names left: ${words} with a capital, places and laws that bear them included; ${lower} in lower case, mostly ordinary words`,
    (words, lower) =>
      `Palavras soltas desses nomes que restam: ${words} com maiúscula, inclusive em lugares e leis que as têm; ${lower} em minúsculas, quase sempre palavras comuns`,
  ),
  leaksUnknown: t(
    'Nobody has counted the people whom neither the model nor a rule has recognized: docs/export.md says how many that were on LeNER-Br. Read samples before you publish.',
    'Ninguém contou as pessoas que nem o modelo nem uma regra reconheceu: docs/export.md diz quantas foram no LeNER-Br. Leia amostras antes de publicar.',
  ),
} as const;
