/** Every way a file, document, run or command can fail, with a one-line hint for the person who reads it.
 *  Codes are stored in the database and are stable; hints are not. */
export const FAILURE_HINTS = {
  // a file
  'not-found': {
    en: 'The file is gone. Put it back or let the next scan mark it as vanished.',
    pt: 'O arquivo não existe mais. Recoloque-o ou deixe a próxima varredura marcá-lo como desaparecido.',
  },
  unreadable: {
    en: 'The file could not be read. Check its permissions and the disk.',
    pt: 'Não foi possível ler o arquivo. Verifique as permissões e o disco.',
  },
  'too-large': {
    en: 'The file or its text is larger than the limit. Raise ACERVO_MAX_FILE_MB or ACERVO_MAX_TEXT_MB, then redrive.',
    pt: 'O arquivo ou o seu texto passa do limite. Aumente ACERVO_MAX_FILE_MB ou ACERVO_MAX_TEXT_MB e reprocesse.',
  },
  // its extraction
  'unsupported-type': {
    en: 'The content is no PDF, DOCX, ODT, RTF, HTML, text or image. Save it as PDF or DOCX (a .doc too).',
    pt: 'O conteúdo não é PDF, DOCX, ODT, RTF, HTML, texto nem imagem. Salve-o como PDF ou DOCX (também um .doc).',
  },
  encrypted: {
    en: 'The file is protected by a password. Give it with --passwords FILE, then redrive; unpack a protected .zip or ODT first.',
    pt: 'O arquivo é protegido por senha. Informe-a com --passwords ARQUIVO e reprocesse; abra antes um .zip ou ODT protegido.',
  },
  corrupt: {
    en: 'The file is damaged and could not be opened. Fetch it again from the court, or repair it.',
    pt: 'O arquivo está danificado e não pôde ser aberto. Baixe-o de novo do tribunal ou repare-o.',
  },
  empty: {
    en: 'No text could be read from the document. A scan is read with --ocr auto; save a DOCX of pictures as PDF.',
    pt: 'Não foi possível ler texto no documento. Digitalizações são lidas com --ocr auto; salve como PDF um DOCX de imagens.',
  },
  timeout: {
    en: 'Reading the document took too long and was stopped. Raise ACERVO_EXTRACT_TIMEOUT_S (for OCR ACERVO_OCR_PAGE_TIMEOUT_S), then redrive.',
    pt: 'A leitura do documento demorou demais e foi interrompida. Aumente ACERVO_EXTRACT_TIMEOUT_S (no OCR, ACERVO_OCR_PAGE_TIMEOUT_S) e reprocesse.',
  },
  'out-of-memory': {
    en: 'Reading the document needed more memory than allowed. Raise ACERVO_EXTRACT_MEMORY_MB (for OCR ACERVO_OCR_MEMORY_MB), then redrive.',
    pt: 'A leitura do documento exigiu mais memória que o permitido. Aumente ACERVO_EXTRACT_MEMORY_MB (no OCR, ACERVO_OCR_MEMORY_MB) e reprocesse.',
  },
  crashed: {
    en: 'The process that handled this document died repeatedly. Please report the file; the others went on.',
    pt: 'O processo que tratava este documento caiu repetidas vezes. Relate o arquivo; os demais seguiram.',
  },
  // recognition
  'model-invalid': {
    en: 'The model folder is incomplete or does not fit. See what acervo model add says.',
    pt: 'A pasta do modelo está incompleta ou não serve. Veja o que diz acervo model add.',
  },
  'model-missing': {
    en: 'The model is not installed where this worker looks. Run acervo model add, or set ACERVO_MODELS.',
    pt: 'O modelo não está instalado onde este worker procura. Rode acervo model add ou defina ACERVO_MODELS.',
  },
  'model-download': {
    en: 'The model could not be downloaded. Check its name, the network and HF_TOKEN, then run the command again.',
    pt: 'Não foi possível baixar o modelo. Verifique o nome, a rede e HF_TOKEN e rode o comando de novo.',
  },
  // services and commands
  'database-unavailable': {
    en: 'PostgreSQL does not answer. Check DATABASE_URL, or run acervo doctor.',
    pt: 'O PostgreSQL não responde. Verifique DATABASE_URL ou rode acervo doctor.',
  },
  'queue-unavailable': {
    en: 'The queue does not answer. Check REDIS_URL, or run acervo doctor.',
    pt: 'A fila não responde. Verifique REDIS_URL ou rode acervo doctor.',
  },
  'database-failed': {
    en: 'PostgreSQL refused a statement. See the log; nothing of this document was stored.',
    pt: 'O PostgreSQL recusou um comando. Veja o log; nada deste documento foi gravado.',
  },
  'text-changed': {
    en: 'The text changed while it was being recognized. It is recognized again by itself.',
    pt: 'O texto mudou durante o reconhecimento. Ele será reconhecido de novo automaticamente.',
  },
  stopped: {
    en: 'The work was stopped before it ended. Run the command again to continue.',
    pt: 'O trabalho foi interrompido antes do fim. Rode o comando de novo para continuar.',
  },
  usage: {
    en: 'The command or its configuration is not right. See --help.',
    pt: 'O comando ou a sua configuração não está certo. Veja --help.',
  },
  internal: {
    en: 'Something in Acervo itself went wrong. Please report it with the log.',
    pt: 'Algo no próprio Acervo deu errado. Relate-o com o log.',
  },
} as const satisfies Record<string, { en: string; pt: string }>;

/** A stable failure code, as stored in `documents.error_code`, `runs.error_code` and printed by the command line. */
export type FailureCode = keyof typeof FAILURE_HINTS;

/** Whether a stored or foreign string is one of our codes. */
export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(FAILURE_HINTS, code);
}
