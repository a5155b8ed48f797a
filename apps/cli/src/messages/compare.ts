import { choose, counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What `acervo model compare` says. */
export const COMPARE_MESSAGES = {
  sameModel: t(
    (model: string) => `both are ${model}`,
    (model) => `ambos são ${model}`,
  ),
  sameModelHint: t(
    'Name two models, or two versions by the first digits of their hash (acervo model list).',
    'Indique dois modelos, ou duas versões pelos primeiros dígitos do hash (acervo model list).',
  ),
  manyModels: t(
    (reference: string) => `${reference} may mean several models; give more digits, or one of:`,
    (reference) => `${reference} pode ser vários modelos; dê mais dígitos, ou um destes:`,
  ),
  noText: t(
    (reference: string) => `no document with a text is meant by ${reference}`,
    (reference) => `nenhum documento com texto corresponde a ${reference}`,
  ),
  noTextHint: t(
    'Give a path, file name, folder, glob in quotes, case number, sha256 or id; acervo status tells what has been read.',
    'Indique caminho, nome de arquivo, pasta, padrão entre aspas, número do processo, sha256 ou id; acervo status diz o que foi lido.',
  ),
  noTexts: t('the archive holds no text yet', 'o acervo ainda não tem textos'),
  noTextsHint: t('Read documents first: acervo run <folder>.', 'Leia documentos antes: acervo run <pasta>.'),
  readByNoneOfBoth: t(
    (a: string, b: string) => `no document has been read by both models (A: ${a}, B: ${b})`,
    (a, b) => `nenhum documento foi lido pelos dois modelos (A: ${a}, B: ${b})`,
  ),
  readWithBothHint: t(
    (command: string) => `Read some with both: ${command} --sample 50; or all: --docs "**".`,
    (command) => `Leia alguns com os dois: ${command} --sample 50; ou todos: --docs "**".`,
  ),
  failedToRead: t('See acervo status for why.', 'Veja o motivo em acervo status.'),
  cannotRead: t(
    (model: string, folders: string) =>
      `some documents are still to be read by ${model}, whose folder is in none of: ${folders}`,
    (model, folders) => `falta ler documentos com ${model}, cuja pasta não está em nenhuma destas: ${folders}`,
  ),
  cannotReadHint: t(
    'Add it again (acervo model add), or compare what has been read: --stored.',
    'Acrescente-o de novo (acervo model add), ou compare o que já foi lido: --stored.',
  ),
  readingMissing: t(
    (a: string, b: string) => `reading what is missing: ${counted(a, 'document', 'documents')} with A, ${b} with B`,
    (a, b) => `lendo o que falta: ${counted(a, 'documento', 'documentos')} com A, ${b} com B`,
  ),
  stageCompared: t('compared', 'comparados'),
  comparedOf: t(
    (compared: string, documents: string, share: string, words: string) =>
      `${compared} of ${counted(documents, 'document', 'documents')} (${share} %), ${counted(words, 'word', 'words')}, ${choose(compared, 'has', 'have')} been read by both`,
    (compared, documents, share, words) =>
      `${compared} de ${counted(documents, 'documento', 'documentos')} (${share} %), ${counted(words, 'palavra', 'palavras')}, ${choose(compared, 'foi lido', 'foram lidos')} pelos dois`,
  ),
  notReadByBoth: t(
    (a: string, b: string, failed: string) => `not read by A: ${a} · by B: ${b} · failed: ${failed}`,
    (a, b, failed) => `não lidos por A: ${a} · por B: ${b} · com falha: ${failed}`,
  ),
  agreement: t(
    (percent: string) => `Agreement (F1 of one against the other): ${percent} %`,
    (percent) => `Concordância (F1 de um contra o outro): ${percent} %`,
  ),
  alikeTitle: t('alike', 'iguais'),
  addedByB: t('added', 'a mais'),
  removedByB: t('removed', 'a menos'),
  relabelledTitle: t('relabelled', 'outro tipo'),
  movedTitle: t('moved', 'deslocadas'),
  differencesAre: t(
    'added: only B · removed: only A · relabelled: same span, other type · moved: spans that overlap',
    'a mais: só B · a menos: só A · outro tipo: mesmo trecho · deslocadas: trechos que se sobrepõem',
  ),
  typeChange: t(
    (count: string, from: string, to: string) => `${count} × ${from} → ${to}`,
    (count, from, to) => `${count} × ${from} → ${to}`,
  ),
  samplesTitle: t(
    (kind: string, shown: string, all: string) => `${kind} (${shown} of ${all})`,
    (kind, shown, all) => `${kind} (${shown} de ${all})`,
  ),
  speedTitle: t('Speed and memory', 'Velocidade e memória'),
  speedAbout: t(
    (documents: string, words: string, device: string) =>
      `measured now, one model after the other, on ${documents} of these documents (${counted(words, 'word', 'words')}), from text to mentions, on ${device}; memory: the peak of a process that does only this`,
    (documents, words, device) =>
      `medidas agora, um modelo depois do outro, em ${documents} destes documentos (${counted(words, 'palavra', 'palavras')}), do texto às menções, em ${device}; memória: o pico de um processo que só faz isso`,
  ),
  onCores: t(
    (cores: number) => `this machine's CPU (${counted(String(cores), 'core', 'cores')})`,
    (cores) => `CPU desta máquina (${counted(String(cores), 'núcleo', 'núcleos')})`,
  ),
  wordsPerSecond: t('words/s', 'palavras/s'),
  tokensPerSecond: t('its tokens/s', 'seus tokens/s'),
  peakMemory: t('peak memory', 'pico de memória'),
  notMeasured: t(
    (model: string, code: string) => `${model} could not be measured: ${code}`,
    (model, code) => `${model} não pôde ser medido: ${code}`,
  ),
  exported: t(
    (path: string, windows: string, documents: string) =>
      `${path}: ${counted(windows, 'passage', 'passages')} of ${counted(documents, 'document', 'documents')}`,
    (path, windows, documents) =>
      `${path}: ${counted(windows, 'trecho', 'trechos')} de ${counted(documents, 'documento', 'documentos')}`,
  ),
  exportExists: t(
    (path: string) => `${path} is there already, and may hold an annotator's work`,
    (path) => `${path} já existe, e pode conter o trabalho de quem anotou`,
  ),
  exportExistsHint: t('Choose another name for --export.', 'Escolha outro nome para --export.'),
  exportRefused: t(
    (path: string) => `${path} cannot be written`,
    (path) => `não é possível gravar ${path}`,
  ),
  sameInSql: t(
    (query: string) => `The same in SQL: acervo sql "${query}"`,
    (query) => `O mesmo em SQL: acervo sql "${query}"`,
  ),
} as const;
