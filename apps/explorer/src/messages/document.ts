import { t } from '../pair.ts';

/** What the page of a document says. */
export const DOCUMENT_MESSAGES = {
  facts: t('Sobre o documento', 'About the document'),
  factPath: t('Arquivo', 'File'),
  factSha: t('SHA-256', 'SHA-256'),
  factSize: t('Tamanho', 'Size'),
  factTitle: t('Título', 'Title'),
  factCourt: t('Tribunal', 'Court'),
  factCase: t('Processo', 'Case'),
  factDate: t('Data do julgamento', 'Judged on'),
  factClass: t('Classe', 'Class'),
  factRapporteur: t('Relatoria', 'Rapporteur'),
  factOwnId: t('Identificador próprio', 'Own id'),
  factStatedHere: t('lido nesta passagem do texto', 'read in this passage of the text'),
  factRead: t('Leituras', 'Readings'),
  factPages: t('Páginas', 'Pages'),
  vanished: t('desaparecido', 'vanished'),
  runDone: t(
    (mentions: string) => `${mentions} menções`,
    (mentions) => `${mentions} mentions`,
  ),
  runFailed: t('falhou', 'failed'),
  runPending: t('ainda não leu', 'has not read it yet'),
  original: t('Baixar o original', 'Download the original'),
  notExtracted: t('O texto deste documento ainda não foi extraído.', 'The text of this document is not extracted yet.'),
  extractionFailed: t(
    (code: string) => `A extração falhou (${code}).`,
    (code) => `Extraction failed (${code}).`,
  ),
  pageNavigation: t('Páginas', 'Pages'),
  pageNavigationBelow: t('Páginas, depois do texto', 'Pages, after the text'),
  pageOf: t(
    (page: string, count: string) => `Página ${page} de ${count}`,
    (page, count) => `Page ${page} of ${count}`,
  ),
  partOf: t(
    (part: string, count: string) => `Parte ${part} de ${count}`,
    (part, count) => `Part ${part} of ${count}`,
  ),
  previousPage: t('anterior', 'previous'),
  nextPage: t('próxima', 'next'),
  goToPage: t('Ir para a página', 'Go to page'),
  go: t('Ir', 'Go'),
  previousMention: t('menção anterior', 'previous mention'),
  nextMention: t('próxima menção', 'next mention'),
  textTitle: t('Texto', 'Text'),
  imageTitle: t('Página como ela é', 'The page as it is'),
  imageLoading: t('Carregando a página…', 'Loading the page…'),
  imageFailed: t('Não foi possível desenhar a página.', 'The page could not be drawn.'),
  imageLink: t(
    (mention: string) => `menção no texto: ${mention}`,
    (mention) => `mention in the text: ${mention}`,
  ),
  noOriginal: t(
    'O arquivo original não está ao alcance deste servidor: só o texto é mostrado.',
    'The original file is out of reach of this server: only its text is shown.',
  ),
  notDrawable: t(
    (mediaType: string) =>
      `O original (${mediaType}) não pode ser desenhado pelo navegador: só o texto é mostrado; o arquivo pode ser baixado abaixo.`,
    (mediaType) =>
      `Browsers cannot draw the original (${mediaType}): only its text is shown; the file can be downloaded below.`,
  ),
  emptyPage: t(
    (reason: string) => `Esta página não deu texto${reason === '' ? '' : ` (${reason})`}.`,
    (reason) => `This page gave no text${reason === '' ? '' : ` (${reason})`}.`,
  ),
  fromOcr: t(
    (reason: string) => `Texto lido da imagem (OCR)${reason === '' ? '' : `: ${reason}`}.`,
    (reason) => `Text read from the image (OCR)${reason === '' ? '' : `: ${reason}`}.`,
  ),
  removedTitle: t('O que foi retirado desta página', 'What was taken out of this page'),
  showRemoved: t(
    (count: string) => `Mostrar na página o que foi retirado do texto (${count})`,
    (count) => `Show on the page what was taken out of the text (${count})`,
  ),
  removedNumber: t('Nº', 'No.'),
  'running-head': t('cabeçalho', 'running head'),
  'running-foot': t('rodapé', 'running foot'),
  'page-number': t('número de página', 'page number'),
  stamp: t('carimbo ou assinatura eletrônica', 'stamp or electronic signature'),
  'rotated-text': t('texto girado', 'rotated text'),
  overprint: t('impresso duas vezes', 'printed twice'),
  removedRule: t('Regra', 'Rule'),
  removedText: t('Texto retirado', 'Text taken out'),
  partMentions: t('Menções deste trecho', 'Mentions in this passage'),
  pageMentions: t('Menções desta página', 'Mentions on this page'),
  entity: t('Entidade', 'Entity'),
  permanentLink: t('link permanente', 'permanent link'),
  permanentLinkTo: t(
    (text: string) => `link permanente: ${text}`,
    (text) => `permanent link: ${text}`,
  ),
  quotedTag: t('trecho citado', 'quoted'),
  quotedChanged: t(
    'O texto deste documento foi extraído de novo depois que este link foi feito: o trecho pode ter mudado de lugar.',
    'The text of this document was extracted again after this link was made: the passage may have moved.',
  ),
  citation: t('Citação', 'Citation'),
  citationText: t(
    (quote: string, place: string, sha: string, model: string) =>
      `“${quote}”, ${place}, arquivo SHA-256 ${sha}, lido pelo modelo ${model}.`,
    (quote, place, sha, model) => `“${quote}”, ${place}, file SHA-256 ${sha}, read by the model ${model}.`,
  ),
  copy: t('Copiar', 'Copy'),
  copied: t('Copiado', 'Copied'),
} as const;
