import type { Language } from './language.ts';

/** A message in both languages. Where one takes values, both take the same. */
interface Pair<T> {
  readonly en: T;
  readonly pt: T;
}
const t = <T>(en: T, pt: NoInfer<T>): Pair<T> => ({ en, pt });

/** Everything that commands say, apart from `--help` (help.ts) and the hints of failure codes (packages/runtime). */
const CATALOGUE = {
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
  nothingFound: t('No PDF or DOCX found.', 'Nenhum PDF ou DOCX encontrado.'),
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
  files: t('files', 'arquivos'),
  pages: t('pages', 'páginas'),
  words: t('words', 'palavras'),
  mentions: t('mentions', 'menções'),
  ofWhichFailed: t(
    (count: string) => `${count} failed`,
    (count) => `${count} com falha`,
  ),
  newFiles: t(
    (added: string, changed: string, vanished: string) => `${added} new, ${changed} changed, ${vanished} vanished`,
    (added, changed, vanished) => `${added} novos, ${changed} alterados, ${vanished} desaparecidos`,
  ),
  unsupportedFiles: t(
    (count: string) => `${count} other files were left aside (neither PDF nor DOCX)`,
    (count) => `${count} outros arquivos ficaram de lado (nem PDF nem DOCX)`,
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
  tooManyFailures: t(
    (failed: string, allowed: string) => `${failed} documents failed, ${allowed} are allowed (--max-failures)`,
    (failed, allowed) => `${failed} documentos falharam, ${allowed} são permitidos (--max-failures)`,
  ),
  // option values
  notANumber: t(
    (option: string) => `${option} wants a whole number of 0 or more`,
    (option) => `${option} espera um número inteiro, 0 ou mais`,
  ),
  notAShare: t(
    (option: string) => `${option} wants a number (5) or a share (2%)`,
    (option) => `${option} espera um número (5) ou uma parte (2%)`,
  ),
  notALanguage: t('--lang wants en or pt', '--lang espera en ou pt'),
  notAType: t(
    (word: string) => `${word} is no type of entity`,
    (word) => `${word} não é um tipo de entidade`,
  ),
  notAPosition: t(
    (text: string) => `${text} is no position`,
    (text) => `${text} não é uma posição`,
  ),
  typeTitle: t('type', 'tipo'),
  typesAre: t(
    (words: string) => `The types: ${words}.`,
    (words) => `Os tipos: ${words}.`,
  ),
  notACode: t(
    (code: string) => `${code} is no failure code`,
    (code) => `${code} não é um código de falha`,
  ),
  codesAre: t(
    (codes: string) => `The codes: ${codes}.`,
    (codes) => `Os códigos: ${codes}.`,
  ),
  seeHelp: t(
    (command: string) => `See ${command} --help.`,
    (command) => `Veja ${command} --help.`,
  ),
  unknownOption: t(
    (name: string) => `there is no option ${name}`,
    (name) => `não existe a opção ${name}`,
  ),
  unknownCommand: t(
    (name: string) => `there is no command ${name}`,
    (name) => `não existe o comando ${name}`,
  ),
  missingArgument: t(
    (name: string) => `${name} is missing`,
    (name) => `falta ${name}`,
  ),
  missingValue: t(
    (name: string) => `the value of ${name} is missing`,
    (name) => `falta o valor de ${name}`,
  ),
  tooManyArguments: t('there are too many arguments', 'há argumentos demais'),
  // find, show, sql
  noMentions: t('No mention found.', 'Nenhuma menção encontrada.'),
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
    (count: string) => `only the first ${count} rows are shown; raise --limit`,
    (count) => `só as primeiras ${count} linhas são mostradas; aumente --limit`,
  ),
  rowCount: t(
    (count: string) => `${count} rows`,
    (count) => `${count} linhas`,
  ),
  noQuery: t('there is no query', 'não há consulta'),
  queryFailed: t(
    (reason: string) => `PostgreSQL refused the query: ${reason}`,
    (reason) => `o PostgreSQL recusou a consulta: ${reason}`,
  ),
  queryHint: t(
    'Only one reading statement at a time. The views: names, organizations, places, dates, laws, precedents, cases.',
    'Só um comando de leitura por vez. As visões: names, organizations, places, dates, laws, precedents, cases.',
  ),
  // status
  pending: t('waiting', 'aguardando'),
  failed: t('failed', 'com falha'),
  modelsTitle: t('Models', 'Modelos'),
  queuesTitle: t('Queues', 'Filas'),
  scansTitle: t('Last scans', 'Últimas varreduras'),
  nightlyTitle: t('Last scheduled runs', 'Últimas execuções agendadas'),
  staleTitle: t('Stale', 'Desatualizados'),
  staleExtractor: t(
    (count: string) => `${count} texts come from an older extractor`,
    (count) => `${count} textos vêm de um extrator mais antigo`,
  ),
  staleNormalizer: t(
    (count: string) => `${count} entities come from older rules of normalizing`,
    (count) => `${count} entidades vêm de regras de normalização mais antigas`,
  ),
  staleText: t(
    (count: string) => `${count} results belong to a text that has changed since`,
    (count) => `${count} resultados são de um texto que mudou depois`,
  ),
  jobsWaiting: t(
    (name: string, count: string) => `${name}: ${count} jobs`,
    (name, count) => `${name}: ${count} tarefas`,
  ),
  rateLastMinutes: t(
    (rate: string) => `${rate} documents a minute over the last five`,
    (rate) => `${rate} documentos por minuto nos últimos cinco`,
  ),
  running: t('running', 'em andamento'),
  emptyArchive: t('The archive is empty.', 'O acervo está vazio.'),
  // redrive, verify
  redriven: t(
    (count: string) => `${count} documents will be tried again`,
    (count) => `${count} documentos serão tentados de novo`,
  ),
  redriveHint: t(
    'acervo run continues with them; a running acervo ingest does so by itself.',
    'acervo run continua com eles; um acervo ingest em execução o faz sozinho.',
  ),
  verified: t('Everything holds.', 'Tudo confere.'),
  violations: t(
    (count: string) => `${count} violations`,
    (count) => `${count} violações`,
  ),
  // models
  modelAdded: t(
    (name: string, hash: string) => `added the model ${name} (${hash})`,
    (name, hash) => `modelo ${name} acrescentado (${hash})`,
  ),
  modelAddHint: t(
    (name: string) => `Use it with: acervo model use ${name}`,
    (name) => `Para usá-lo: acervo model use ${name}`,
  ),
  modelUnknown: t(
    (name: string) => `no model is called ${name}`,
    (name) => `nenhum modelo se chama ${name}`,
  ),
  modelUnknownHint: t(
    'See acervo model list, or add it with acervo model add.',
    'Veja acervo model list, ou acrescente-o com acervo model add.',
  ),
  modelActive: t(
    (name: string) => `${name} is in use`,
    (name) => `${name} está em uso`,
  ),
  modelFilling: t(
    (name: string, missing: string) =>
      `${name} will be in use once it has read the ${missing} documents that are missing; acervo run does that now, or use --now`,
    (name, missing) =>
      `${name} entrará em uso quando tiver lido os ${missing} documentos que faltam; acervo run faz isso agora, ou use --now`,
  ),
  noLabelPair: t(
    (pair: string) => `--map wants a type of the model and one of ours, not ${pair}`,
    (pair) => `--map pede um tipo do modelo e um dos nossos, e não ${pair}`,
  ),
  noLabelPairHint: t(
    (types: string) => `As in --map PER=PESSOA; ours are ${types}.`,
    (types) => `Como em --map PER=PESSOA; os nossos são ${types}.`,
  ),
  noDefaultModel: t(
    'no model is installed, and the default one is not in the repository',
    'nenhum modelo instalado, e o padrão não está no repositório',
  ),
  noDefaultModelHint: t(
    'Add one: acervo model add <folder or hub id>.',
    'Acrescente um: acervo model add <pasta ou id do hub>.',
  ),
  noModels: t('No model is installed.', 'Nenhum modelo instalado.'),
  downloading: t(
    (name: string) => `downloading ${name}`,
    (name) => `baixando ${name}`,
  ),
  modelTitle: t('model', 'modelo'),
  stateTitle: t('state', 'estado'),
  addedTitle: t('added', 'acrescentado'),
  noModelThere: t(
    (source: string) => `${source} is neither a folder nor the id of a model on the hub`,
    (source) => `${source} não é uma pasta nem o id de um modelo no hub`,
  ),
  noModelThereHint: t(
    'A folder holds model.onnx and config.json; an id looks like owner/model.',
    'Uma pasta contém model.onnx e config.json; um id é como dono/modelo.',
  ),
  // evaluate
  notAChoice: t(
    (option: string, choices: string) => `${option} wants one of: ${choices}`,
    (option, choices) => `${option} espera um destes: ${choices}`,
  ),
  corpusHint: t(
    'Give a CoNLL file in UTF-8, or a folder with .conll files: a word and its label a line, an empty line between sentences.',
    'Indique um arquivo CoNLL em UTF-8, ou uma pasta com arquivos .conll: palavra e rótulo por linha, linha vazia entre frases.',
  ),
  corpusEmpty: t(
    (path: string) => `${path} holds no labelled words`,
    (path) => `${path} não contém palavras anotadas`,
  ),
  notUtf8: t(
    (file: string) => `${file} is not UTF-8`,
    (file) => `${file} não está em UTF-8`,
  ),
  conllWrong: t(
    (file: string, line: number, reason: 'not-two-columns' | 'unknown-label') =>
      `${file}, line ${line}: ${reason === 'unknown-label' ? 'the label is unknown' : 'it is not a word and a label'}`,
    (file, line, reason) =>
      `${file}, linha ${line}: ${reason === 'unknown-label' ? 'o rótulo é desconhecido' : 'não é uma palavra e um rótulo'}`,
  ),
  conllHint: t(
    (labels: string) => `A line is a word, a blank and a label. The labels: ${labels}.`,
    (labels) => `Uma linha é uma palavra, um espaço e um rótulo. Os rótulos: ${labels}.`,
  ),
  concatenation: t(
    (file: string) => `${file} is named like its folder: the other files once more, not read`,
    (file) => `${file} tem o nome da pasta: são os outros arquivos de novo, não foi lido`,
  ),
  copies: t(
    (files: string) => `the same document more than once: ${files}. Intervals over documents are too narrow for that.`,
    (files) => `o mesmo documento mais de uma vez: ${files}. Os intervalos entre documentos ficam estreitos demais.`,
  ),
  evaluatedModelHint: t(
    'Give the folder of a model, or the name of one that acervo model list shows.',
    'Indique a pasta de um modelo, ou o nome de um que acervo model list mostra.',
  ),
  cutWords: t(
    (count: string) => `${count} words are longer than the model's window: only their beginning was read`,
    (count) => `${count} palavras são mais longas que a janela do modelo: só o começo delas foi lido`,
  ),
  rawWantsEntity: t(
    (others: string) => `--text raw is scored by entity only, not by ${others}`,
    (others) => `--text raw só é medido por entity, não por ${others}`,
  ),
  rawWantsEntityWhy: t(
    "Running text is cut into words by Acervo, so the corpus' words and sub-words have no labels of their own to compare; spans do.",
    'O texto corrido é cortado em palavras pelo Acervo; as palavras e subpalavras do corpus não têm rótulo próprio a comparar; os trechos têm.',
  ),
  protocolAbout: t(
    (protocol: 'entity' | 'token' | 'card' | 'raw') =>
      ({
        entity: 'exact spans and types over words, strict IOB2',
        token: "each word's label, O left out",
        card: 'entities over sub-words, B- repeated: not comparable with entity',
        raw: 'exact spans and types in characters',
      })[protocol],
    (protocol) =>
      ({
        entity: 'trechos e tipos exatos por palavras, IOB2 estrito',
        token: 'o rótulo de cada palavra, sem O',
        card: 'entidades por subpalavras, B- repetido: não comparável com entity',
        raw: 'trechos e tipos exatos em caracteres',
      })[protocol],
  ),
  fromWords: t("from the corpus' words", 'a partir das palavras do corpus'),
  fromRawText: t('from running text', 'a partir de texto corrido'),
  sentences: t('sentences', 'frases'),
  goldEntities: t('entities', 'entidades'),
  precisionTitle: t('precision', 'precisão'),
  recallTitle: t('recall', 'revocação'),
  intervalTitle: t('F1 95 % interval', 'F1 intervalo 95 %'),
  supportTitle: t('support', 'suporte'),
  accuracy: t(
    (percent: string, units: 'words' | 'sub-words') => `accuracy ${percent} (${units}, O included)`,
    (percent, units) => `acurácia ${percent} (${units === 'words' ? 'palavras' : 'subpalavras'}, com O)`,
  ),
  noInterval: t(
    'One document: no interval over documents can be given.',
    'Um só documento: não é possível dar um intervalo entre documentos.',
  ),
  missedTitle: t('missed', 'perdidas'),
  spuriousTitle: t('spurious', 'a mais'),
  wrongTypeTitle: t('wrong type', 'tipo errado'),
  wrongBoundaryTitle: t('wrong boundary', 'limite errado'),
  takenFor: t(
    (count: string, gold: string, predicted: string) => `${count} × ${gold} taken for ${predicted}`,
    (count, gold, predicted) => `${count} × ${gold} tomada por ${predicted}`,
  ),
  // schedules
  scheduleTitle: t('schedule', 'agendamento'),
  zoneTitle: t('time zone', 'fuso horário'),
  dueTitle: t('next due', 'próximo'),
  sourceTitle: t('folder', 'pasta'),
  scheduleAdded: t(
    (name: string, due: string) => `${name} is next due ${due}`,
    (name, due) => `${name} será executado em ${due}`,
  ),
  scheduleNeedsIngest: t(
    'It runs while acervo ingest and acervo worker run.',
    'É executado enquanto acervo ingest e acervo worker estiverem rodando.',
  ),
  scheduleRemoved: t(
    (name: string) => `removed ${name}`,
    (name) => `${name} removido`,
  ),
  scheduleUnknown: t(
    (name: string) => `no schedule is called ${name}`,
    (name) => `nenhum agendamento se chama ${name}`,
  ),
  scheduleUnknownHint: t('See acervo schedule list.', 'Veja acervo schedule list.'),
  scheduleExists: t(
    (name: string) => `a schedule is called ${name} already`,
    (name) => `já existe um agendamento chamado ${name}`,
  ),
  scheduleExistsHint: t('Remove it first: acervo schedule rm.', 'Remova-o antes: acervo schedule rm.'),
  noSchedules: t('No schedule yet.', 'Nenhum agendamento ainda.'),
  badCron: t(
    (cron: string) => `"${cron}" is no cron expression`,
    (cron) => `"${cron}" não é uma expressão cron`,
  ),
  badCronHint: t(
    'Five fields: minute hour day month weekday, such as "0 2 * * *".',
    'Cinco campos: minuto hora dia mês dia-da-semana, como "0 2 * * *".',
  ),
  badZone: t(
    (zone: string) => `"${zone}" is no time zone`,
    (zone) => `"${zone}" não é um fuso horário`,
  ),
  badZoneHint: t('A name such as America/Sao_Paulo.', 'Um nome como America/Sao_Paulo.'),
  // services
  serviceStarted: t(
    (name: string) => `${name} runs; stop it with Ctrl-C`,
    (name) => `${name} em execução; pare com Ctrl-C`,
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
  // demo
  demoNoSamples: t('the samples are not there', 'as amostras não estão lá'),
  demoNoSamplesHint: t('Run npm run samples in the repository.', 'Rode npm run samples no repositório.'),
  demoQuestions: t('Three questions, in SQL:', 'Três perguntas, em SQL:'),
  demoMore: t(
    (archive: string) => `Ask your own: acervo sql --archive ${archive} "select …"`,
    (archive) => `Faça as suas: acervo sql --archive ${archive} "select …"`,
  ),
  // doctor
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
  doctorModel: t('default model', 'modelo padrão'),
  // errors
  unexpected: t('something in Acervo itself went wrong', 'algo no próprio Acervo deu errado'),
  unexpectedHint: t(
    'Run it again with --debug and report what it shows.',
    'Rode de novo com --debug e relate o que aparecer.',
  ),
} as const;

type Catalogue = typeof CATALOGUE;

/** The messages of one language, by name. */
export type Messages = { readonly [Name in keyof Catalogue]: Catalogue[Name]['en'] };

export function messagesIn(language: Language): Messages {
  const entries = Object.entries(CATALOGUE).map(([name, pair]) => [name, pair[language]]);
  return Object.fromEntries(entries) as Messages; // the shape is that of CATALOGUE, name by name
}
