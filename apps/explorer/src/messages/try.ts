import { t } from '../pair.ts';

/** What the page says on which models are tried. */
export const TRY_MESSAGES = {
  tryTitle: t('Experimente o modelo', 'Try the model'),
  tryIntro: t(
    'Cole um trecho ou solte um PDF ou DOCX: as entidades aparecem em destaque. Nada do que você envia é gravado.',
    'Paste a passage or drop a PDF or DOCX: its entities are highlighted. Nothing that you send is stored.',
  ),
  examples: t('Exemplos (inventados)', 'Examples (invented)'),
  clearText: t('Texto em branco', 'Blank text'),
  textLabel: t('Texto', 'Text'),
  fileLabel: t('ou um arquivo PDF ou DOCX', 'or a PDF or DOCX file'),
  fileDrop: t('Arraste para cá ou escolha', 'Drag here or choose'),
  fileLimit: t(
    (megabytes: string) => `até ${megabytes} MB`,
    (megabytes) => `up to ${megabytes} MB`,
  ),
  modelA: t('Modelo A', 'Model A'),
  modelB: t('Modelo B (para comparar)', 'Model B (to compare)'),
  noModelB: t('nenhum', 'none'),
  stateactive: t('em uso', 'in use'),
  statefilling: t('lendo o acervo', 'reading the archive'),
  stateinstalled: t('instalado', 'installed'),
  stateundefined: t('vem com o Acervo', 'comes with Acervo'),
  notHere: t('não está instalado aqui', 'not installed here'),
  activeNotHere: t(
    (model: string) =>
      `O modelo em uso no acervo, ${model}, não está instalado aqui. Se é uma versão anterior do modelo que vem com o Acervo, acervo run passa a usar a atual; acervo model add instala outros.`,
    (model) =>
      `The model in use in the archive, ${model}, is not installed here. If it is an earlier version of the one that comes with Acervo, acervo run changes to the present one; acervo model add installs others.`,
  ),
  chosenNotHere: t(
    'O modelo escolhido não está instalado aqui. Escolha outro, ou rode acervo model add.',
    'The chosen model is not installed here. Choose another one, or run acervo model add.',
  ),
  recognize: t('Reconhecer', 'Recognize'),
  asJson: t('Resultado em JSON', 'Result as JSON'),
  asCsv: t('Palavras e rótulos em CSV', 'Words and labels as CSV'),
  resultTitle: t('Resultado', 'Result'),
  shortText: t(
    'O texto é curto demais: o modelo foi feito para frases inteiras e pode errar mais aqui.',
    'The text is too short: the model was made for whole sentences and may err more here.',
  ),
  notPortugueseText: t(
    'O texto não parece português. O modelo só conhece o português da Justiça: não conte com este resultado.',
    'The text does not look Portuguese. The model only knows the Portuguese of courts: do not rely on this result.',
  ),
  notCourtText: t(
    'O texto não parece ser da Justiça. O modelo aprendeu com decisões e leis e pode errar mais aqui.',
    'The text does not look like one from a court. The model learnt from decisions and laws and may err more here.',
  ),
  cutText: t(
    (read: string, all: string) => `Foram lidos os primeiros ${read} caracteres de ${all}.`,
    (read, all) => `The first ${read} characters of ${all} were read.`,
  ),
  cutWords: t(
    (count: string) => `${count} palavras eram maiores que uma janela do modelo: só o começo foi lido.`,
    (count) => `${count} words were longer than a window of the model: only their beginning was read.`,
  ),
  nothingToTry: t('Cole um texto ou escolha um arquivo.', 'Paste a text or choose a file.'),
  textTooLong: t(
    (limit: string) => `O texto colado pode ter até ${limit} caracteres.`,
    (limit) => `A pasted text may have up to ${limit} characters.`,
  ),
  noModels: t('Não há modelo nenhum instalado. Veja acervo model add.', 'No model is installed. See acervo model add.'),
  attemptFailed: t('Não foi possível ler', 'It could not be read'),
  attemptTimeout: t(
    'A leitura passou do tempo permitido. Tente um trecho menor.',
    'Reading took longer than allowed. Try a smaller part.',
  ),
  filters: t('O que mostrar', 'What to show'),
  showLabels: t('rótulos', 'labels'),
  onlyDifferences: t('só onde divergem', 'only where they differ'),
  leastScore: t('Confiança mínima', 'Least score'),
  modelThresholds: t('os mínimos do modelo', "the model's thresholds"),
  unsureNote: t(
    'Borda tracejada: confiança abaixo do mínimo do modelo para o tipo.',
    "Dashed outline: scored below the model's threshold for the type.",
  ),
  readingBy: t(
    (letter: string, name: string) => `Modelo ${letter}: ${name}`,
    (letter, name) => `Model ${letter}: ${name}`,
  ),
  readingFacts: t(
    (mentions: string, words: string, ms: string) => `${mentions} em ${words}, ${ms} ms`,
    (mentions, words, ms) => `${mentions} in ${words}, ${ms} ms`,
  ),
  differencesTitle: t('Onde os modelos divergem', 'Where the models differ'),
  noDifferences: t('Os dois modelos dizem o mesmo.', 'Both models say the same.'),
  kind: t('Divergência', 'Difference'),
  added: t('só o B', 'only B'),
  removed: t('só o A', 'only A'),
  relabelled: t('outro tipo', 'another type'),
  moved: t('outro trecho', 'another span'),
  nothing: t('—', '—'),
  mentionsTitle: t('Menções', 'Mentions'),
  noMentionsFound: t('Nenhuma entidade foi encontrada.', 'No entity was found.'),
  refersTo: t('Refere-se a', 'Refers to'),
  wordsTitle: t('Palavras e rótulos', 'Words and labels'),
  wordsCut: t(
    (shown: string, all: string) => `As primeiras ${shown} de ${all} palavras; o CSV tem todas.`,
    (shown, all) => `The first ${shown} of ${all} words; the CSV has all of them.`,
  ),
  word: t('Palavra', 'Word'),
  label: t('Rótulo', 'Label'),
  jsonTitle: t('JSON', 'JSON'),
  jsonCut: t('O JSON inteiro está no botão acima.', 'All of the JSON is behind the button above.'),
} as const;
