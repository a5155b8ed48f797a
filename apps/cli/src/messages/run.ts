import { choose, counted } from '../counted.ts';
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
    (pages: string, time: string) => `${counted(pages, 'page waits', 'pages wait')} for OCR, about ${time}`,
    (pages, time) => `${counted(pages, 'página espera', 'páginas esperam')} OCR, cerca de ${time}`,
  ),
  ocrAhead: t(
    (pages: string, documents: string, time: string) =>
      `${counted(pages, 'page', 'pages')} of ${counted(documents, 'document', 'documents')} ${choose(pages, 'needs', 'need')} OCR; that takes about ${time}. What is read from text layers can be asked already.`,
    (pages, documents, time) =>
      `${counted(pages, 'página', 'páginas')} de ${counted(documents, 'documento', 'documentos')} ${choose(pages, 'precisa', 'precisam')} de OCR; leva cerca de ${time}. O que foi lido do texto já pode ser consultado.`,
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
    (count: string) =>
      `Nothing to do: ${choose(count, 'the one document was', `all ${count} documents were`)} handled before.`,
    (count) =>
      `Nada a fazer: ${choose(count, 'o único documento já foi tratado', `todos os ${count} documentos já foram tratados`)}.`,
  ),
  nothingFound: t('No document found.', 'Nenhum documento encontrado.'),
  restarting: t(
    (name: string, ended: string, left: number) =>
      `${name} died (${ended}); starting it again, ${counted(String(left), 'more time', 'more times')} at most`,
    (name, ended, left) =>
      `${name} caiu (${ended}); reiniciando, no máximo mais ${counted(String(left), 'vez', 'vezes')}`,
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
  countDocuments: t(
    (count: string) => counted(count, 'document', 'documents'),
    (count) => counted(count, 'documento', 'documentos'),
  ),
  countFiles: t(
    (count: string) => counted(count, 'file', 'files'),
    (count) => counted(count, 'arquivo', 'arquivos'),
  ),
  countPages: t(
    (count: string) => counted(count, 'page', 'pages'),
    (count) => counted(count, 'página', 'páginas'),
  ),
  countWords: t(
    (count: string) => counted(count, 'word', 'words'),
    (count) => counted(count, 'palavra', 'palavras'),
  ),
  countMentions: t(
    (count: string) => counted(count, 'mention', 'mentions'),
    (count) => counted(count, 'menção', 'menções'),
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
    (added, changed, vanished) =>
      `${counted(added, 'novo', 'novos')}, ${counted(changed, 'alterado', 'alterados')}, ${counted(vanished, 'desaparecido', 'desaparecidos')}`,
  ),
  unsupportedFiles: t(
    (count: string) =>
      `${counted(count, 'other file was', 'other files were')} left aside (not PDF, DOCX, ODT, RTF, HTML, text or PNG, JPEG, TIFF)`,
    (count) =>
      `${counted(count, 'outro arquivo ficou', 'outros arquivos ficaram')} de lado (não ${choose(count, 'é', 'são')} PDF, DOCX, ODT, RTF, HTML, texto nem PNG, JPEG, TIFF)`,
  ),
  failures: t('Failures', 'Falhas'),
  timePerStage: t('Time per stage (summed over processes)', 'Tempo por etapa (somado entre processos)'),
  manifestApplied: t(
    (matched: string, unmatched: string) =>
      `manifest: ${counted(matched, 'document', 'documents')} described, ${counted(unmatched, 'row', 'rows')} matched none`,
    (matched, unmatched) =>
      `manifesto: ${counted(matched, 'documento descrito', 'documentos descritos')}, ${counted(unmatched, 'linha', 'linhas')} sem documento`,
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
    (name: string, versions: string) =>
      `${name}: ${counted(versions, 'version removed with its', 'versions removed with their')} mentions`,
    (name, versions) => `${name}: ${counted(versions, 'versão removida', 'versões removidas')} com suas menções`,
  ),
  modelInUse: t(
    (name: string) => `${name} is in use`,
    (name) => `${name} está em uso`,
  ),
  modelInUseHint: t(
    'Use another model first: acervo model use <name>.',
    'Use outro modelo antes: acervo model use <nome>.',
  ),
  scanFailed: t(
    (folder: string, code: string) => `${folder} could not be looked through (${code}): documents may be missing`,
    (folder, code) => `${folder} não pôde ser percorrida (${code}): podem faltar documentos`,
  ),
  tooManyFailures: t(
    (failed: string, allowed: string) =>
      `${counted(failed, 'document', 'documents')} failed, ${counted(allowed, 'is', 'are')} allowed (--max-failures)`,
    (failed, allowed) =>
      `${counted(failed, 'documento falhou', 'documentos falharam')}, ${counted(allowed, 'é permitido', 'são permitidos')} (--max-failures)`,
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
