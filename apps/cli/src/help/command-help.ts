import { type Pair, t } from '../pair.ts';

/** What `--help` says of a command: what it is for, and examples that can be copied. */
export interface CommandHelp {
  readonly about: Pair<string>;
  readonly examples: readonly (readonly [command: Pair<string>, what: Pair<string>])[];
}

/** An example with what it does; `own` is the command in Portuguese, where its words are others. */
const example = (command: string, en: string, pt: string, own = command) => [t(command, own), t(en, pt)] as const;

/** Help of the commands, by name. */
export const COMMAND_HELP = {
  run: {
    about: t(
      'Read every document of the folders (PDF, DOCX, ODT, RTF, HTML, text, .p7s; inside of .zip, too) and store who and what they name; waits until all is done',
      'Lê todos os documentos das pastas (PDF, DOCX, ODT, RTF, HTML, texto, .p7s; também dentro de .zip) e grava quem e o que citam; espera até terminar',
    ),
    examples: [
      example('acervo run processos/', 'everything below processos/', 'tudo abaixo de processos/'),
      example(
        'acervo run processos/ --sample 500 --seed 1',
        'the same 500 files each time',
        'os mesmos 500 arquivos a cada vez',
      ),
      example(
        'acervo run processos/ --manifest meta.csv',
        'with court, case and date of each file',
        'com tribunal, processo e data de cada arquivo',
      ),
      example(
        'acervo run processos/ --max-failures 2%',
        'exit code 0 if at most 2 % fail',
        'código de saída 0 se no máximo 2 % falharem',
      ),
      example(
        'acervo run processos/ --keep-noise',
        'stamps and running heads stay in the text',
        'carimbos e cabeçalhos ficam no texto',
      ),
      example('acervo run processos/ --ocr never', 'scans stay unread', 'digitalizações ficam sem leitura'),
    ],
  },
  ingest: {
    about: t(
      'Long-running service: finds and reads files, fills the queue, keeps the schedules',
      'Serviço contínuo: acha e lê arquivos, enche a fila, cumpre os agendamentos',
    ),
    examples: [
      example('acervo ingest', 'until Ctrl-C', 'até Ctrl-C'),
      example('DATABASE_URL=postgresql://… REDIS_URL=redis://… acervo ingest', 'on servers', 'em servidores'),
    ],
  },
  worker: {
    about: t(
      'Long-running service: recognizes entities in what ingest has read',
      'Serviço contínuo: reconhece entidades no que o ingest leu',
    ),
    examples: [
      example('acervo worker', 'until Ctrl-C', 'até Ctrl-C'),
      example('ACERVO_DEVICE=cuda acervo worker', 'on a GPU', 'numa GPU'),
    ],
  },
  web: {
    about: t(
      'The archive in a browser, and a page on which models can be tried',
      'O acervo num navegador, e uma página em que os modelos podem ser experimentados',
    ),
    examples: [
      example('acervo web', 'on this machine only, until Ctrl-C', 'só nesta máquina, até Ctrl-C'),
      example('acervo web --port 9000', 'at another port', 'em outra porta'),
      example(
        'ACERVO_WEB_HOST=0.0.0.0 ACERVO_WEB_TOKEN=… ACERVO_WEB_NAMES=acervo.example acervo web',
        'for others, who need the token; put a proxy with TLS before it',
        'para outros, que precisam do código; ponha um proxy com TLS na frente',
      ),
    ],
  },
  status: {
    about: t(
      'Counts per stage, failures by code, what runs and what is stale',
      'Contagem por etapa, falhas por código, o que roda e o que está desatualizado',
    ),
    examples: [
      example('acervo status', 'of the archive here', 'do acervo daqui'),
      example('acervo status --json', 'for programs', 'para programas'),
    ],
  },
  find: {
    about: t(
      'Find what documents name. Types: person, law, organization, place, date, precedent, any',
      'Procura o que os documentos citam. Tipos: pessoa, lei, organização, local, data, jurisprudência, qualquer',
    ),
    examples: [
      example('acervo find person "Maria da Silva"', 'a name', 'um nome', 'acervo find pessoa "Maria da Silva"'),
      example('acervo find lei 8.112 --limit 100', 'a law, in Portuguese', 'uma lei'),
      example(
        'acervo find organization tribunal --min-score 0',
        'those the model is unsure of too',
        'também as de que o modelo duvida',
        'acervo find organização tribunal --min-score 0',
      ),
      example(
        'acervo find person silva --role rapporteur',
        'who reported a case',
        'quem relatou um processo',
        'acervo find pessoa silva --role relator',
      ),
      example(
        'acervo find law "8.078" --section dispositivo',
        'where it decided',
        'onde decidiu',
        'acervo find lei "8.078" --section dispositivo',
      ),
      example(
        'acervo find law 8.112 --court TJSP --from 2019 --until 2020-06',
        'in decisions of a court and a time',
        'em decisões de um tribunal e de um período',
        'acervo find lei 8.112 --court TJSP --from 2019 --until 2020-06',
      ),
      example(
        'acervo find --list names.csv --since 2026-11-25',
        'a watch list, and only what was read since then',
        'uma lista de nomes, e só o que foi lido desde então',
        'acervo find --list nomes.csv --since 2026-11-25',
      ),
      example(
        'acervo find cpf 529.982.247-25',
        'what rules have found: cpf, cnpj, oab, money, email',
        'o que as regras acharam: cpf, cnpj, oab, dinheiro, email',
      ),
      example(
        'acervo find any tribunal --json',
        'for programs',
        'para programas',
        'acervo find qualquer tribunal --json',
      ),
    ],
  },
  show: {
    about: t('Show a document with what it names highlighted', 'Mostra um documento com o que ele cita em destaque'),
    examples: [
      example('acervo show decisao.pdf', 'by file name or path', 'pelo nome ou caminho do arquivo'),
      example(
        'acervo show 0001234-56.2018.8.26.0100 --page 2',
        'by case number, one page with the places of its mentions',
        'pelo número do processo, uma página com os lugares das menções',
      ),
      example('acervo show 17 --json', 'by id, for programs', 'pelo id, para programas'),
    ],
  },
  sql: {
    about: t('Ask the database anything; it can only be read', 'Pergunte qualquer coisa ao banco; só é possível ler'),
    examples: [
      example('acervo sql "select * from laws limit 10"', 'a table', 'uma tabela'),
      example('acervo sql --csv "select * from names" > names.csv', 'CSV', 'CSV'),
      example('acervo sql - < query.sql', 'a query from a file', 'uma consulta de um arquivo'),
    ],
  },
  export: {
    about: t(
      'Write documents, pages, mentions and entities to files for pandas, R, Excel or DuckDB',
      'Grava documentos, páginas, menções e entidades em arquivos para pandas, R, Excel ou DuckDB',
    ),
    examples: [
      example(
        'acervo export data/',
        'CSV, all that acervo find shows',
        'CSV, tudo o que acervo find mostra',
        'acervo export dados/',
      ),
      example(
        'acervo export data/ --format parquet --texts --min-score 0',
        'everything, in Parquet',
        'tudo, em Parquet',
        'acervo export dados/ --format parquet --texts --min-score 0',
      ),
      example(
        'acervo export data/ --court TJSP --from 2019 --until 2020-06 --type law --context 80',
        'laws cited by a court within a time, with their context',
        'leis citadas por um tribunal num período, com contexto',
        'acervo export dados/ --court TJSP --from 2019 --until 2020-06 --type lei --context 80',
      ),
      example(
        'acervo export data/ --pseudonymize --key ~/acervo.key --keep judge',
        'without names, but for judges; the key stays with you',
        'sem nomes, menos os de juízes; a chave fica com você',
        'acervo export dados/ --pseudonymize --key ~/acervo.key --keep juiz',
      ),
    ],
  },
  normalize: {
    about: t(
      'Say anew what mentions refer to, and find numbers and words by rules; no model is asked',
      'Diz de novo a que as menções se referem, e acha números e palavras por regras; nenhum modelo é consultado',
    ),
    examples: [
      example('acervo normalize', 'what older rules have read', 'o que regras mais antigas leram'),
      example(
        'acervo normalize --rules rules.yaml',
        'with your own rules',
        'com as suas próprias regras',
        'acervo normalize --rules regras.yaml',
      ),
      example(
        'acervo normalize --again',
        'everything, for instance after a new manifest',
        'tudo, por exemplo depois de um novo manifesto',
      ),
    ],
  },
  redrive: {
    about: t('Try failed documents again', 'Tenta de novo os documentos que falharam'),
    examples: [
      example('acervo redrive', 'all of them', 'todos'),
      example(
        'acervo redrive --code timeout --code out-of-memory',
        'by code (see acervo status)',
        'por código (veja acervo status)',
      ),
      example('acervo redrive --stale', 'and texts of an older extractor', 'e textos de um extrator mais antigo'),
    ],
  },
  db: {
    about: t('The embedded database: start, stop, address', 'O banco embutido: ligar, desligar, endereço'),
    examples: [example('acervo db url', 'for pandas, R, DBeaver, psql', 'para pandas, R, DBeaver, psql')],
  },
  'db start': {
    about: t(
      'Keep the embedded database running, for other programs',
      'Mantém o banco embutido ligado, para outros programas',
    ),
    examples: [example('acervo db start', 'until acervo db stop', 'até acervo db stop')],
  },
  'db stop': {
    about: t('Stop the embedded database', 'Desliga o banco embutido'),
    examples: [example('acervo db stop', 'unless a command uses it', 'a não ser que um comando o use')],
  },
  'db url': {
    about: t(
      'Print the address of the database (it can only read, unless --owner)',
      'Mostra o endereço do banco (só leitura, a não ser com --owner)',
    ),
    examples: [example('psql "$(acervo db url)"', 'after acervo db start', 'depois de acervo db start')],
  },
  model: {
    about: t('The models that recognize entities', 'Os modelos que reconhecem entidades'),
    examples: [example('acervo model list', 'which there are', 'quais existem')],
  },
  'model list': {
    about: t('List the models of the archive', 'Lista os modelos do acervo'),
    examples: [example('acervo model list', 'which there are and which is in use', 'quais existem e qual está em uso')],
  },
  'model add': {
    about: t(
      'Install a model from a folder or the Hugging Face hub, after a trial',
      'Instala um modelo de uma pasta ou do hub da Hugging Face, depois de um teste',
    ),
    examples: [
      example(
        'acervo model add ./my-model',
        'a folder with model.onnx, config.json and tokenizer.json or vocab.txt',
        'uma pasta com model.onnx, config.json e tokenizer.json ou vocab.txt',
      ),
      example(
        'acervo model add ./my-model --map PER=PESSOA --map ORG=ORGANIZACAO',
        'its types are named otherwise than ours; those not mapped are left out',
        'seus tipos têm outros nomes que os nossos; os não mapeados ficam de fora',
      ),
      example('acervo model add owner/model@v2', 'from the hub, one revision', 'do hub, uma revisão'),
    ],
  },
  'model use': {
    about: t('Switch to a model once it has read everything', 'Passa a usar um modelo quando ele tiver lido tudo'),
    examples: [
      example(
        'acervo model use my-model',
        'when it has read all documents',
        'quando ele tiver lido todos os documentos',
      ),
      example('acervo model use my-model --now', 'at once', 'imediatamente'),
    ],
  },
  'model compare': {
    about: t(
      'Where two models differ on the stored documents, how fast each is and how much memory it takes',
      'Onde dois modelos divergem nos documentos gravados, a velocidade e a memória de cada um',
    ),
    examples: [
      example(
        'acervo model compare lener-conv my-model',
        'the documents that both have read',
        'os documentos que os dois já leram',
      ),
      example(
        'acervo model compare lener-conv my-model --sample 50',
        'fifty by chance, read now where needed',
        'cinquenta por sorteio, lidos agora se preciso',
      ),
      example(
        'acervo model compare lener-conv my-model --docs "2019/**/*.pdf" --export differences.conll',
        'some, and what to annotate',
        'alguns, e o que anotar',
      ),
      example(
        'acervo model compare 3644f65d 90ab12cd --json',
        'two versions, for programs',
        'duas versões, para programas',
      ),
    ],
  },
  'model rm': {
    about: t(
      'Drop a model that is not in use, with all that it has read; its folder stays',
      'Remove um modelo que não está em uso, com tudo o que leu; a pasta dele fica',
    ),
    examples: [example('acervo model rm my-model', 'its mentions are gone', 'as menções dele somem')],
  },
  evaluate: {
    about: t(
      'Score a model on labelled documents (CoNLL): precision, recall, F1, their intervals, and what goes wrong',
      'Mede um modelo em documentos anotados (CoNLL): precisão, revocação, F1, seus intervalos e o que dá errado',
    ),
    examples: [
      example('acervo evaluate lener-br/dev', 'the default model, entity F1', 'o modelo padrão, F1 por entidade'),
      example(
        'acervo evaluate lener-br/dev --model ./my-model --protocol all',
        'another model, by all three protocols',
        'outro modelo, pelos três protocolos',
      ),
      example(
        'acervo evaluate lener-br/dev --text raw --json',
        'from running text, for programs',
        'a partir de texto corrido, para programas',
      ),
      example(
        'acervo evaluate lener-br/dev --model ./my-model --calibrate',
        'make its scores probabilities, and choose thresholds',
        'faz das suas confianças probabilidades, e escolhe os mínimos',
      ),
    ],
  },
  verify: {
    about: t('Check that everything stored fits together', 'Confere se tudo o que está gravado é coerente'),
    examples: [
      example('acervo verify', 'exit code 1 if anything is wrong', 'código de saída 1 se algo estiver errado'),
    ],
  },
  doctor: {
    about: t('What is installed, configured and reachable', 'O que está instalado, configurado e acessível'),
    examples: [
      example(
        'acervo doctor',
        'before the first run, or when something fails',
        'antes da primeira vez, ou quando algo falha',
      ),
    ],
  },
  schedule: {
    about: t('Nightly jobs', 'Trabalhos noturnos'),
    examples: [
      example(
        'acervo schedule add nightly --cron "0 2 * * *" --tz America/Sao_Paulo --source /data',
        'every night at two',
        'toda noite às duas',
      ),
    ],
  },
  'schedule add': {
    about: t('Read a folder again and again, at times', 'Lê uma pasta de tempos em tempos'),
    examples: [
      example(
        'acervo schedule add nightly --cron "0 2 * * *" --tz America/Sao_Paulo --source /data',
        'every night at two',
        'toda noite às duas',
      ),
      example(
        'acervo schedule add nightly --cron "0 2 * * *" --source /data --watch names.csv',
        'and say which of these names came up',
        'e diz quais destes nomes apareceram',
      ),
    ],
  },
  'schedule list': {
    about: t('List the schedules and their last runs', 'Lista os agendamentos e suas últimas execuções'),
    examples: [example('acervo schedule list', 'with the next time of each', 'com o próximo horário de cada um')],
  },
  'schedule run': {
    about: t('Run a schedule now and wait for it', 'Executa um agendamento agora e espera por ele'),
    examples: [
      example(
        'acervo schedule run nightly',
        'outside of its times; exit code 3 if watched names came up',
        'fora dos seus horários; código de saída 3 se nomes vigiados apareceram',
      ),
    ],
  },
  'schedule rm': {
    about: t('Remove a schedule; what it has read stays', 'Remove um agendamento; o que ele leu fica'),
    examples: [example('acervo schedule rm nightly', 'by name', 'pelo nome')],
  },
  demo: {
    about: t(
      'Run the samples in an archive of their own, and ask three questions',
      'Roda as amostras num acervo próprio e faz três perguntas',
    ),
    examples: [example('acervo demo', 'in .acervo-demo/', 'em .acervo-demo/')],
  },
} as const satisfies Record<string, CommandHelp>;

/** Where a newcomer begins. */
export const FIRST_STEPS: CommandHelp = {
  about: t(
    'A folder of court documents in, a database of who and what they name out',
    'Entra uma pasta de documentos judiciais, sai um banco de quem e do que eles citam',
  ),
  examples: [
    example('acervo demo', 'see it work on the samples', 'veja funcionando com as amostras'),
    example('acervo run processos/', 'read your own documents', 'leia os seus documentos'),
    example(
      'acervo find person "Maria da Silva"',
      'then ask',
      'depois pergunte',
      'acervo find pessoa "Maria da Silva"',
    ),
  ],
};
