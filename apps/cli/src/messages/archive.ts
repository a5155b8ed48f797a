import { t } from '../pair.ts';

/** What is said about archives, their database and the services over it. */
export const ARCHIVE_MESSAGES = {
  // archive and database
  usingArchive: t(
    (folder: string) => `archive: ${folder}`,
    (folder) => `acervo: ${folder}`,
  ),
  usingDatabase: t(
    (name: string) => `database: ${name}`,
    (name) => `banco de dados: ${name}`,
  ),
  archiveCreated: t(
    (folder: string) => `created the archive ${folder}`,
    (folder) => `criado o acervo ${folder}`,
  ),
  noArchive: t(
    (folder: string) => `there is no archive at ${folder}`,
    (folder) => `não há acervo em ${folder}`,
  ),
  noArchiveHint: t(
    'Run acervo run <folder> to make one, or name one with --archive or ACERVO_ARCHIVE.',
    'Rode acervo run <pasta> para criar um, ou indique um com --archive ou ACERVO_ARCHIVE.',
  ),
  // services
  serviceStarted: t(
    (name: string) => `${name} runs; stop it with Ctrl-C`,
    (name) => `${name} em execução; pare com Ctrl-C`,
  ),
  webOpen: t(
    (address: string) => `Open ${address} in a browser; stop with Ctrl-C.`,
    (address) => `Abra ${address} num navegador; pare com Ctrl-C.`,
  ),
  // db
  embeddedOnly: t(
    'DATABASE_URL is set: that server is not ours to start or stop',
    'DATABASE_URL está definida: esse servidor não é nosso para iniciar ou parar',
  ),
  embeddedOnlyHint: t(
    'Unset DATABASE_URL to work with the embedded database.',
    'Remova DATABASE_URL para usar o banco embutido.',
  ),
  databaseStarted: t('The database runs until acervo db stop.', 'O banco de dados fica ligado até acervo db stop.'),
  databaseStopped: t('The database is stopped.', 'O banco de dados está parado.'),
  databaseInUse: t('the database is in use by another command', 'o banco de dados está em uso por outro comando'),
  databaseInUseHint: t(
    'Wait for it, stop it with Ctrl-C, or use --force.',
    'Espere, pare-o com Ctrl-C ou use --force.',
  ),
  databaseNotRunning: t('the database is not running', 'o banco de dados não está ligado'),
  databaseNotRunningHint: t('Start it with acervo db start.', 'Ligue-o com acervo db start.'),
  ownerUrlWarning: t(
    'This address may write: share the reading one instead.',
    'Este endereço permite escrever: compartilhe o de leitura.',
  ),
} as const;
