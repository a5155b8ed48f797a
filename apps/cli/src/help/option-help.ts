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
  keepNoise: t(
    'leave stamps, running heads and page numbers of these folders in the text, from now on',
    'mantém no texto carimbos, cabeçalhos e números de página destas pastas, de agora em diante',
  ),
  noKeepNoise: t('take them out again (default)', 'volta a retirá-los (padrão)'),
  ocr: t(
    'pages of these folders read by OCR, from now on: never, auto (where text is missing or means nothing; default) or force (all)',
    'páginas destas pastas lidas por OCR, de agora em diante: never (nenhuma), auto (onde o texto falta ou não presta; padrão) ou force (todas)',
  ),
  stale: t(
    'also documents whose text comes from an older extractor',
    'também documentos cujo texto vem de um extrator mais antigo',
  ),
  watch: t(
    'CSV with the columns name and type: each run reports which of these its new documents mention',
    'CSV com as colunas nome e tipo: cada execução informa quais destes seus documentos novos citam',
  ),
  rules: t(
    'YAML file with your own rules (docs/entities.md), which hold from now on; a file with [] takes them away',
    'arquivo YAML com as suas próprias regras (docs/entities.md), que valem de agora em diante; um arquivo com [] as retira',
  ),
  again: t('also mentions that this version has normalized already', 'também menções que esta versão já normalizou'),
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
  page: t(
    'only this page, with the places of its mentions and what was taken out of it',
    'só esta página, com o lugar das menções e o que foi retirado dela',
  ),
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
  list: t(
    'look for all names of a CSV with columns name and, if wanted, type; in place of <type> and <text>',
    'procura todos os nomes de um CSV com colunas nome e, se quiser, tipo; em vez de <tipo> e <texto>',
  ),
  since: t(
    'only in documents recognized on this day or later: what is new',
    'só em documentos lidos nesse dia ou depois: o que há de novo',
  ),
  exportFolder: t('folder for the files, new or empty', 'pasta para os arquivos, nova ou vazia'),
  format: t('csv (default), jsonl or parquet', 'csv (padrão), jsonl ou parquet'),
  tables: t(
    'only these, with commas: documents, pages, mentions, mention_entities, entities, texts',
    'só estas, com vírgulas: documents, pages, mentions, mention_entities, entities, texts',
  ),
  texts: t('the texts of the documents, too', 'também os textos dos documentos'),
  context: t(
    'so many characters before and after each mention (default 0)',
    'tantos caracteres antes e depois de cada menção (padrão 0)',
  ),
  exportedType: t(
    'only mentions of this type, such as person; may be repeated',
    'só menções deste tipo, como pessoa; pode ser repetido',
  ),
  court: t(
    'only documents of this court, as the manifest names it; may be repeated',
    'só documentos deste tribunal, como no manifesto; pode ser repetido',
  ),
  judgedFrom: t(
    'only documents judged on this day or later (2019, 2019-03, 2019-03-31)',
    'só documentos julgados nesse dia ou depois (2019, 2019-03, 2019-03-31)',
  ),
  judgedUntil: t('only documents judged on this day or earlier', 'só documentos julgados nesse dia ou antes'),
  ofSource: t(
    'only documents below this folder, as given to acervo run; may be repeated',
    'só documentos abaixo desta pasta, como dada ao acervo run; pode ser repetido',
  ),
  onlyDocs: t(
    'only these: path, file name, folder, glob ("2019/**/*.pdf"), case number, sha256 or id; may be repeated',
    'só estes: caminho, nome de arquivo, pasta, padrão ("2019/**/*.pdf"), número do processo, sha256 ou id; pode ser repetido',
  ),
  pseudonymize: t(
    'replace names of people, CPF, e-mails, addresses, case numbers, paths; prints what is left of the names',
    'substitui nomes de pessoas, CPF, e-mails, endereços, números de processo, caminhos; mostra o que resta dos nomes',
  ),
  key: t(
    'file with the key of the pseudonyms (made where there is none); the same key gives the same ones',
    'arquivo com a chave dos pseudônimos (criado se não existir); a mesma chave dá os mesmos',
  ),
  section: t(
    'only mentions in this part of a decision: ementa, relatorio, voto, dispositivo, …; may be repeated',
    'só menções nesta parte da decisão: ementa, relatório, voto, dispositivo…; pode ser repetida',
  ),
  role: t(
    'only people whom the text gives this role: rapporteur, judge, lawyer, party, …; may be repeated',
    'só pessoas a quem o texto dá este papel: relator, juiz, advogado, parte, …; pode ser repetido',
  ),
  keep: t(
    'keep the names of people in this role: judge, lawyer, prosecutor; may be repeated',
    'mantém os nomes de quem tem este papel: juiz, advogado, promotor; pode ser repetido',
  ),
  forceExport: t(
    'even if the folder is not empty: an earlier export in it is replaced, other files stay',
    'mesmo que a pasta não esteja vazia: substitui uma exportação anterior, os demais arquivos ficam',
  ),
  now: t('at once, even if it has not read everything', 'imediatamente, mesmo sem ter lido tudo'),
  scheduleName: t('name of the schedule', 'nome do agendamento'),
  cron: t('five fields: minute hour day month weekday', 'cinco campos: minuto hora dia mês dia-da-semana'),
  tz: t('time zone (default America/Sao_Paulo)', 'fuso horário (padrão America/Sao_Paulo)'),
  port: t('port (default 8080; 0: any free one)', 'porta (padrão 8080; 0: qualquer livre)'),
  source: t('the folder to read', 'a pasta a ler'),
} as const satisfies Record<string, Pair<string>>;
