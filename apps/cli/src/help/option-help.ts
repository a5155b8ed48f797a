import { type Pair, t } from '../pair.ts';

/** Help of options and arguments, by what they do. */
export const OPTION_HELP = {
  archive: t(
    'the archive folder (ACERVO_ARCHIVE; default: the nearest .acervo/ upwards)',
    'a pasta do acervo (ACERVO_ARCHIVE; padrão: o .acervo/ mais próximo acima)',
  ),
  lang: t('language: en or pt (default: the locale)', 'idioma: en ou pt (padrão: o do sistema)'),
  debug: t('show where an error happened', 'mostra onde um erro aconteceu'),
  help: t('show this help', 'mostra esta ajuda'),
  version: t('show the version', 'mostra a versão'),
  json: t('JSON for programs', 'JSON para programas'),
  csv: t('CSV', 'CSV'),
  folders: t('folders with documents', 'pastas com documentos'),
  manifest: t(
    'CSV with path or sha256, id, court, case, date, class, and more',
    'CSV com arquivo ou sha256, id, tribunal, processo, data, classe e mais',
  ),
  sample: t('only N files of each folder, chosen by chance', 'só N arquivos de cada pasta, por sorteio'),
  seed: t('the number that decides the sample (default 1)', 'o número que decide o sorteio (padrão 1)'),
  maxFailures: t(
    'failed documents that still mean success: 5 or 2% (default 0)',
    'documentos com falha que ainda são sucesso: 5 ou 2% (padrão 0)',
  ),
  passwords: t(
    'file with a password in each line, for protected documents',
    'arquivo com uma senha por linha, para documentos protegidos',
  ),
  typeWord: t('what to look for', 'o que procurar'),
  text: t('its name, or the beginning of it', 'o nome, ou o começo dele'),
  limit: t('at most this many', 'no máximo esta quantidade'),
  after: t(
    'continue after this position (printed at the end of a page)',
    'continua depois desta posição (impressa no fim de uma página)',
  ),
  minScore: t(
    'only mentions of at least this score, 0 to 1 (default: the thresholds of the model, by type; 0: all)',
    'só menções com ao menos esta confiança, de 0 a 1 (padrão: os mínimos do modelo, por tipo; 0: todas)',
  ),
  calibrate: t(
    "fit the model's scores to this gold data, and write calibration and thresholds into its acervo.json",
    'ajusta as confianças do modelo a estes dados, e grava calibração e mínimos no seu acervo.json',
  ),
  document: t(
    'path, file name, own id, case number, sha256 or id',
    'caminho, nome do arquivo, id próprio, número do processo, sha256 ou id',
  ),
  page: t('only this page', 'só esta página'),
  query: t('one statement, or - for standard input', 'um comando, ou - para a entrada padrão'),
  timeout: t('seconds before the query is stopped (default 60)', 'segundos até interromper a consulta (padrão 60)'),
  code: t('only failures of this code; may be repeated', 'só falhas deste código; pode ser repetido'),
  force: t('even if a command uses it', 'mesmo que um comando o use'),
  owner: t('the login that may write', 'o acesso que pode escrever'),
  modelSource: t('folder, or hub id with an optional @revision', 'pasta, ou id do hub com @revisão opcional'),
  modelName: t('name of the model', 'nome do modelo'),
  comparedModel: t(
    'name of a model of the archive (its newest version), or the first digits of its hash',
    'nome de um modelo do acervo (a versão mais nova), ou os primeiros dígitos do seu hash',
  ),
  docs: t(
    'only these: path, file name, folder, glob ("2019/**/*.pdf"), case number, sha256 or id; may be repeated; what a model has not read yet is read',
    'só estes: caminho, nome de arquivo, pasta, padrão ("2019/**/*.pdf"), número do processo, sha256 ou id; pode ser repetido; o que um modelo ainda não leu é lido',
  ),
  comparedSample: t(
    'only N documents, chosen by chance; what a model has not read yet is read',
    'só N documentos, por sorteio; o que um modelo ainda não leu é lido',
  ),
  stored: t(
    'read nothing: compare only what both models have read already',
    'não lê nada: compara só o que os dois modelos já leram',
  ),
  samplesPerKind: t(
    'show at most this many differences of each kind (default 3)',
    'mostra no máximo esta quantidade de diferenças de cada espécie (padrão 3)',
  ),
  exportDifferences: t(
    'write the sentences with differences as CoNLL (word, label by A, label by B) to a .conll file, or to a folder with a file a document',
    'grava as frases com diferenças em CoNLL (palavra, rótulo de A, rótulo de B) num arquivo .conll, ou numa pasta com um arquivo por documento',
  ),
  noMeasure: t('do not measure speed and memory', 'não mede velocidade nem memória'),
  labelMap: t(
    "one of the model's entity types and which of ours it is, such as PER=PESSOA; may be repeated",
    'um tipo de entidade do modelo e a qual dos nossos corresponde, como PER=PESSOA; pode ser repetido',
  ),
  hubUrl: t(
    'address of the hub or a mirror (HF_TOKEN for private models)',
    'endereço do hub ou de um espelho (HF_TOKEN para modelos privados)',
  ),
  corpus: t(
    'CoNLL file (word and label a line), or folder of .conll files, one a document',
    'arquivo CoNLL (palavra e rótulo por linha), ou pasta de arquivos .conll, um por documento',
  ),
  evaluatedModel: t(
    'folder of a model, or name of one in the archive or in models/ (default: lener-conv)',
    'pasta de um modelo, ou nome de um que está no acervo ou em models/ (padrão: lener-conv)',
  ),
  protocol: t(
    'entity (exact spans, strict IOB2; default), token (each word), card (over sub-words) or all',
    'entity (trechos exatos, IOB2 estrito; padrão), token (cada palavra), card (por subpalavras) ou all',
  ),
  textKind: t(
    'words: the words of the corpus (default); raw: running text made of them, cut by Acervo itself',
    'words: as palavras do corpus (padrão); raw: texto corrido feito delas, cortado pelo próprio Acervo',
  ),
  now: t('at once, even if it has not read everything', 'imediatamente, mesmo sem ter lido tudo'),
  scheduleName: t('name of the schedule', 'nome do agendamento'),
  cron: t('five fields: minute hour day month weekday', 'cinco campos: minuto hora dia mês dia-da-semana'),
  tz: t('time zone (default America/Sao_Paulo)', 'fuso horário (padrão America/Sao_Paulo)'),
  port: t('port (default 8080; 0: any free one)', 'porta (padrão 8080; 0: qualquer livre)'),
  source: t('the folder to read', 'a pasta a ler'),
} as const satisfies Record<string, Pair<string>>;
