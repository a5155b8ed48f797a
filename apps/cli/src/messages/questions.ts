import { choose, counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What the commands that ask the archive say. */
export const QUESTION_MESSAGES = {
  // find, show, sql
  roleOfPeople: t('--role is of people: find person, or any', '--role é de pessoas: find pessoa, ou qualquer'),
  notASection: t(
    (word: string) => `“${word}” is no part of a decision`,
    (word) => `“${word}” não é parte de uma decisão`,
  ),
  sectionsAre: t(
    (sections: string) => `The parts: ${sections}.`,
    (sections) => `As partes: ${sections}.`,
  ),
  rolesOfPeople: t(
    (roles: string) => `The roles: ${roles}.`,
    (roles) => `Os papéis: ${roles}.`,
  ),
  noMentions: t('No mention found.', 'Nenhuma menção encontrada.'),
  similarTitle: t('Names that are written almost so:', 'Nomes escritos quase assim:'),
  entitiesTitle: t('Entities', 'Entidades'),
  mentionsTitle: t('Mentions', 'Menções'),
  page: t(
    (number: number) => `p. ${number}`,
    (number) => `p. ${number}`,
  ),
  pageTitle: t(
    (number: number) => `page ${number}`,
    (number) => `página ${number}`,
  ),
  pageByOcr: t(
    (reason: string, confidence: string) => `read by OCR (${reason}), confidence ${confidence} %`,
    (reason, confidence) => `lida por OCR (${reason}), confiança ${confidence} %`,
  ),
  pageEmpty: t(
    (reason: string) => `no text (${reason})`,
    (reason) => `sem texto (${reason})`,
  ),
  more: t(
    (command: string) => `More: ${command}`,
    (command) => `Mais: ${command}`,
  ),
  noDocument: t(
    (reference: string) => `no document is called ${reference}`,
    (reference) => `nenhum documento se chama ${reference}`,
  ),
  manyDocuments: t(
    (reference: string) => `${reference} may mean several documents; name one by its id:`,
    (reference) => `${reference} pode ser vários documentos; indique um pelo id:`,
  ),
  noDocumentHint: t(
    'Name it by its path or file name, own id, case number, sha256 or the id that acervo find shows.',
    'Indique o caminho ou nome do arquivo, o id próprio, o número do processo, o sha256 ou o id que acervo find mostra.',
  ),
  documentNotRead: t(
    (status: string) => `this document has no text: ${status}`,
    (status) => `este documento não tem texto: ${status}`,
  ),
  noPage: t(
    (number: number) => `the document has no page ${number}`,
    (number) => `o documento não tem a página ${number}`,
  ),
  rowsCut: t(
    (count: string) => `only the first ${choose(count, 'row is', `${count} rows are`)} shown; raise --limit`,
    (count) =>
      `só ${choose(count, 'a primeira linha é mostrada', `as primeiras ${count} linhas são mostradas`)}; aumente --limit`,
  ),
  rowCount: t(
    (count: string) => counted(count, 'row', 'rows'),
    (count) => counted(count, 'linha', 'linhas'),
  ),
  noQuery: t('there is no query', 'não há consulta'),
  queryFailed: t(
    (reason: string) => `PostgreSQL refused the query: ${reason}`,
    (reason) => `o PostgreSQL recusou a consulta: ${reason}`,
  ),
  queryHint: t(
    'Only one reading statement at a time. The views: names, organizations, places, dates, laws, precedents, cases, roles, found_by_rules.',
    'Só um comando de leitura por vez. As visões: names, organizations, places, dates, laws, precedents, cases, roles, found_by_rules.',
  ),
  hiddenBelow: t(
    (thresholds: string) => `only mentions with a score of at least ${thresholds}; all of them: --min-score 0`,
    (thresholds) => `só menções com confiança de ao menos ${thresholds}; todas: --min-score 0`,
  ),
  totalsOfAll: t(
    'counts are of all mentions, whatever their score',
    'contagens de todas as menções, seja qual for a confiança',
  ),
  listAlone: t('--list takes no type, text or position', '--list não leva tipo, texto nem posição'),
  listWithoutNames: t(
    (path: string) => `${path} has no column name`,
    (path) => `${path} não tem a coluna nome`,
  ),
  listHint: t(
    'A CSV with a header: name and, if wanted, type (person, law …).',
    'Um CSV com cabeçalho: nome e, se quiser, tipo (pessoa, lei …).',
  ),
  moreThan: t(
    (limit: string) => `and more than these ${limit}: raise --limit, or use acervo find`,
    (limit) => `e mais que estas ${limit}: aumente --limit, ou use acervo find`,
  ),
  watchedFound: t(
    (found: string, listed: string) => `${found} of ${listed} on the list ${choose(found, 'is', 'are')} mentioned`,
    (found, listed) => `${found} de ${listed} da lista ${choose(found, 'é citado', 'são citados')}`,
  ),
  totalsOfAllDocuments: t(
    'counts are of all documents, mentions of those asked for',
    'contagens de todos os documentos, menções só dos pedidos',
  ),
  notAScore: t(
    (option: string) => `${option} wants a number from 0 to 1`,
    (option) => `${option} espera um número de 0 a 1`,
  ),
  // status
  pending: t('waiting', 'aguardando'),
  failed: t('failed', 'com falha'),
  modelsTitle: t('Models', 'Modelos'),
  rulesTitle: t('Rules', 'Regras'),
  queuesTitle: t('Queues', 'Filas'),
  scansTitle: t('Last scans', 'Últimas varreduras'),
  nightlyTitle: t('Last scheduled runs', 'Últimas execuções agendadas'),
  staleTitle: t('Stale', 'Desatualizados'),
  staleExtractor: t(
    (count: string) =>
      `${counted(count, 'text comes', 'texts come')} from an older extractor: acervo redrive --stale reads ${choose(count, 'it', 'them')} again`,
    (count) =>
      `${counted(count, 'texto vem', 'textos vêm')} de um extrator mais antigo: acervo redrive --stale ${choose(count, 'o', 'os')} lê de novo`,
  ),
  staleNormalizer: t(
    (count: string) =>
      `the mentions of ${counted(count, 'document', 'documents')} were normalized by older rules: acervo normalize`,
    (count) =>
      `as menções de ${counted(count, 'documento', 'documentos')} foram normalizadas por regras mais antigas: acervo normalize`,
  ),
  staleRules: t(
    (count: string) =>
      `${counted(count, 'document has', 'documents have')} not been read by the rules for numbers and words: acervo normalize`,
    (count) =>
      `${counted(count, 'documento ainda não foi lido', 'documentos ainda não foram lidos')} pelas regras de números e palavras: acervo normalize`,
  ),
  staleText: t(
    (count: string) => `${counted(count, 'result belongs', 'results belong')} to a text that has changed since`,
    (count) => `${counted(count, 'resultado é', 'resultados são')} de um texto que mudou depois`,
  ),
  jobsWaiting: t(
    (name: string, count: string) => `${name}: ${counted(count, 'job', 'jobs')}`,
    (name, count) => `${name}: ${counted(count, 'tarefa', 'tarefas')}`,
  ),
  queuesUnreachable: t(
    (code: string) => `out of reach: ${code}`,
    (code) => `fora de alcance: ${code}`,
  ),
  rateLastMinutes: t(
    (rate: string) => `${counted(rate, 'document', 'documents')} a minute over the last five`,
    (rate) => `${counted(rate, 'documento', 'documentos')} por minuto nos últimos cinco`,
  ),
  running: t('running', 'em andamento'),
  emptyArchive: t('The archive is empty.', 'O acervo está vazio.'),
  removedTitle: t('Taken out of texts', 'Retirado dos textos'),
  removedCount: t(
    (rule: string, spans: string, characters: string) =>
      `${rule}: ${counted(spans, 'time', 'times')}, ${counted(characters, 'character', 'characters')}`,
    (rule, spans, characters) =>
      `${rule}: ${counted(spans, 'vez', 'vezes')}, ${counted(characters, 'caractere', 'caracteres')}`,
  ),
  // show
  sameTextAs: t(
    (document: string) => `same text as ${document}`,
    (document) => `mesmo texto que ${document}`,
  ),
  nearlySameAs: t(
    (document: string, percent: string) => `nearly the same as ${document} (${percent} %)`,
    (document, percent) => `quase o mesmo que ${document} (${percent} %)`,
  ),
  sectionsTitle: t('parts', 'partes'),
  piecesTitle: t('pieces', 'peças'),
  piecePages: t('pages', 'páginas'),
  pieceName: t('piece', 'peça'),
  pieceSigned: t('signed by', 'assinada por'),
  pieceDate: t('date', 'data'),
  onPage: t(
    (page: string) => `p. ${page}`,
    (page) => `p. ${page}`,
  ),
  peopleTitle: t('who is what', 'quem é quem'),
  nameTitle: t('name', 'nome'),
  roleTitle: t('role', 'papel'),
  placesTitle: t(
    (width: string, height: string) => `Places of the mentions, in mm from the top left corner (${width} × ${height})`,
    (width, height) => `Lugares das menções, em mm a partir do canto superior esquerdo (${width} × ${height})`,
  ),
  placeColumns: t(
    ['mention', 'type', 'left', 'top', 'width', 'height'],
    ['menção', 'tipo', 'esquerda', 'topo', 'largura', 'altura'],
  ),
  // redrive, verify
  redriven: t(
    (count: string) => `${counted(count, 'document', 'documents')} will be tried again`,
    (count) => `${counted(count, 'documento será tentado', 'documentos serão tentados')} de novo`,
  ),
  redriveHint: t(
    'acervo run continues with them; a running acervo ingest does so by itself.',
    'acervo run continua com eles; um acervo ingest em execução o faz sozinho.',
  ),
  verified: t('Everything holds.', 'Tudo confere.'),
  violations: t(
    (count: string) => counted(count, 'violation', 'violations'),
    (count) => counted(count, 'violação', 'violações'),
  ),
} as const;
