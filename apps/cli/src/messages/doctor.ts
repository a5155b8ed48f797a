import { t } from '../pair.ts';

/** What `acervo doctor` says. */
export const DOCTOR_MESSAGES = {
  doctorNode: t('Node', 'Node'),
  doctorBinaries: t('PostgreSQL for this platform', 'PostgreSQL para esta plataforma'),
  doctorMissing: t(
    'not installed; run npm ci without --omit=optional',
    'não instalado; rode npm ci sem --omit=optional',
  ),
  doctorMemory: t('memory', 'memória'),
  doctorLowMemory: t(
    'less than 2 GB: set ACERVO_THREADS=1 and ACERVO_EXTRACTORS=1',
    'menos de 2 GB: defina ACERVO_THREADS=1 e ACERVO_EXTRACTORS=1',
  ),
  doctorFreeOf: t(
    (free: string, all: string) => `${free} free of ${all}`,
    (free, all) => `${free} livres de ${all}`,
  ),
  doctorFree: t(
    (free: string) => `${free} free`,
    (free) => `${free} livres`,
  ),
  doctorDisk: t('disk', 'disco'),
  doctorLowDisk: t('less than 1 GB is free', 'menos de 1 GB livre'),
  doctorArchive: t('archive', 'acervo'),
  doctorNoArchive: t('none yet: acervo run <folder> makes one', 'nenhum ainda: acervo run <pasta> cria um'),
  doctorDatabase: t('database', 'banco de dados'),
  doctorDatabaseOld: t('PostgreSQL 15 or newer is needed', 'é preciso o PostgreSQL 15 ou mais novo'),
  doctorEncoding: t('the encoding must be UTF8', 'a codificação deve ser UTF8'),
  doctorQueue: t('queue', 'fila'),
  doctorQueueInDatabase: t('in PostgreSQL', 'no PostgreSQL'),
  doctorRedisOld: t('Redis 6.2 or newer is needed', 'é preciso o Redis 6.2 ou mais novo'),
  doctorRedisPolicy: t('maxmemory-policy must be noeviction', 'maxmemory-policy deve ser noeviction'),
  doctorOcr: t('OCR', 'OCR'),
  doctorOcrSlow: t(
    'Tesseract with Portuguese, installed on the system, is faster (Debian: apt install tesseract-ocr tesseract-ocr-por)',
    'o Tesseract com português, instalado no sistema, é mais rápido (Debian: apt install tesseract-ocr tesseract-ocr-por)',
  ),
  doctorModel: t('default model', 'modelo padrão'),
} as const;
