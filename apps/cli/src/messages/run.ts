import { t } from '../pair.ts';

/** What `acervo run` and `acervo demo` say. */
export const RUN_MESSAGES = {
  // run
  folderMissing: t(
    (folder: string) => `${folder} does not exist`,
    (folder) => `${folder} não existe`,
  ),
  folderIsFile: t(
    (folder: string) => `${folder} is a file, not a folder`,
    (folder) => `${folder} é um arquivo, não uma pasta`,
  ),
  folderHint: t(
    'Give the folder that holds the documents; everything below it is read.',
    'Indique a pasta que contém os documentos; tudo abaixo dela é lido.',
  ),
  folderInside: t(
    (inner: string, outer: string) => `${inner} is inside ${outer}, which is read anyway`,
    (inner, outer) => `${inner} está dentro de ${outer}, que já será lida`,
  ),
  folderUnreadable: t(
    (folder: string) => `${folder} cannot be read`,
    (folder) => `não é possível ler ${folder}`,
  ),
  fileUnreadable: t(
    (file: string) => `${file} cannot be read`,
    (file) => `não é possível ler ${file}`,
  ),
  fileHint: t('Check the path and its permissions.', 'Verifique o caminho e as permissões.'),
  stageScanned: t('scanned', 'varridos'),
  stageExtracted: t('extracted', 'extraídos'),
  stageOcr: t('pages by OCR', 'páginas por OCR'),
  stageOcrDocuments: t('read by OCR', 'lidos por OCR'),
  ocrPagesLeft: t(
    (pages: string, time: string) => `${pages} pages wait for OCR, about ${time}`,
    (pages, time) => `${pages} páginas esperam OCR, cerca de ${time}`,
  ),
  ocrAhead: t(
    (pages: string, documents: string, time: string) =>
      `${pages} pages of ${documents} documents need OCR; that takes about ${time}. What is read from text layers can be asked already.`,
    (pages, documents, time) =>
      `${pages} páginas de ${documents} documentos precisam de OCR; leva cerca de ${time}. O que foi lido do texto já pode ser consultado.`,
  ),
  stageRecognized: t('recognized', 'reconhecidos'),
  perSecond: t(
    (rate: string) => `${rate}/s`,
    (rate) => `${rate}/s`,
  ),
  timeLeft: t(
    (time: string) => `${time} left`,
    (time) => `faltam ${time}`,
  ),
  failedCount: t(
    (count: number) => `${count} failed`,
    (count) => `${count} com falha`,
  ),
  nothingToDo: t(
    (count: string) => `Nothing to do: all ${count} documents were handled before.`,
    (count) => `Nada a fazer: todos os ${count} documentos já foram tratados.`,
  ),
  nothingFound: t('No document found.', 'Nenhum documento encontrado.'),
  restarting: t(
    (name: string, ended: string, left: number) =>
      `${name} died (${ended}); starting it again, ${left} more times at most`,
    (name, ended, left) => `${name} caiu (${ended}); reiniciando, no máximo mais ${left} vezes`,
  ),
  serviceLog: t(
    (file: string) => `Its log: ${file}`,
    (file) => `O log: ${file}`,
  ),
  interrupted: t(
    'Stopped. Nothing is lost: run the same command again to continue.',
    'Interrompido. Nada se perdeu: rode o mesmo comando de novo para continuar.',
  ),
  stopping: t('stopping…', 'parando…'),
  done: t('Done', 'Pronto'),
  inTime: t(
    (time: string) => `in ${time}`,
    (time) => `em ${time}`,
  ),
  documents: t('documents', 'documentos'),
  decisions: t('decisions', 'decisões'),
  files: t('files', 'arquivos'),
  pages: t('pages', 'páginas'),
  words: t('words', 'palavras'),
  mentions: t('mentions', 'menções'),
  ofWhichFailed: t(
    (count: string) => `${count} failed`,
    (count) => `${count} com falha`,
  ),
  ofWhichCopies: t(
    (same: string, near: string) => `${same} with the text of another, ${near} with nearly the same`,
    (same, near) => `${same} com o texto de outro, ${near} com quase o mesmo`,
  ),
  newFiles: t(
    (added: string, changed: string, vanished: string) => `${added} new, ${changed} changed, ${vanished} vanished`,
    (added, changed, vanished) => `${added} novos, ${changed} alterados, ${vanished} desaparecidos`,
  ),
  unsupportedFiles: t(
    (count: string) => `${count} other files were left aside (not PDF, DOCX, ODT, RTF, HTML, text or PNG, JPEG, TIFF)`,
    (count) =>
      `${count} outros arquivos ficaram de lado (não são PDF, DOCX, ODT, RTF, HTML, texto nem PNG, JPEG, TIFF)`,
  ),
  failures: t('Failures', 'Falhas'),
  timePerStage: t('Time per stage (summed over processes)', 'Tempo por etapa (somado entre processos)'),
  manifestApplied: t(
    (matched: string, unmatched: string) => `manifest: ${matched} documents described, ${unmatched} rows matched none`,
    (matched, unmatched) => `manifesto: ${matched} documentos descritos, ${unmatched} linhas sem documento`,
  ),
  manifestUnreadable: t('the manifest cannot be read', 'não é possível ler o manifesto'),
  manifestEmpty: t('the manifest is empty', 'o manifesto está vazio'),
  manifestNoColumn: t(
    'the manifest does not say which documents it describes',
    'o manifesto não diz que documentos descreve',
  ),
  manifestHint: t(
    'It is a CSV with a header; one column must be called path (arquivo, caminho) or sha256.',
    'É um CSV com cabeçalho; uma coluna deve se chamar arquivo (caminho, path) ou sha256.',
  ),
  modelRemoved: t(
    (name: string, versions: string) => `${name}: ${versions} version(s) removed with their mentions`,
    (name, versions) => `${name}: ${versions} versão(ões) removida(s) com suas menções`,
  ),
  modelInUse: t(
    (name: string) => `${name} is in use`,
    (name) => `${name} está em uso`,
  ),
  modelInUseHint: t(
    'use another model first: acervo model use <name>',
    'use outro modelo antes: acervo model use <nome>',
  ),
  scanFailed: t(
    (folder: string, code: string) => `${folder} could not be looked through (${code}): documents may be missing`,
    (folder, code) => `${folder} não pôde ser percorrida (${code}): podem faltar documentos`,
  ),
  tooManyFailures: t(
    (failed: string, allowed: string) => `${failed} documents failed, ${allowed} are allowed (--max-failures)`,
    (failed, allowed) => `${failed} documentos falharam, ${allowed} são permitidos (--max-failures)`,
  ),
  // demo
  demoNoSamples: t('the samples are not there', 'as amostras não estão lá'),
  demoNoSamplesHint: t('Run npm run samples in the repository.', 'Rode npm run samples no repositório.'),
  demoQuestions: t('Three questions, in SQL:', 'Três perguntas, em SQL:'),
  demoMore: t(
    (archive: string) => `Ask your own: acervo sql --archive ${archive} "select …"`,
    (archive) => `Faça as suas: acervo sql --archive ${archive} "select …"`,
  ),
} as const;
