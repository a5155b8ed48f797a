import { choose, counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What `acervo evaluate` says. */
export const EVALUATE_MESSAGES = {
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
    (count: string) =>
      `${counted(count, 'word is', 'words are')} longer than the model's window: only ${choose(count, 'its', 'their')} beginning was read`,
    (count) =>
      `${counted(count, 'palavra é mais longa', 'palavras são mais longas')} que a janela do modelo: só o começo ${choose(count, 'dela', 'delas')} foi lido`,
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
  countSentences: t(
    (count: string) => counted(count, 'sentence', 'sentences'),
    (count) => counted(count, 'frase', 'frases'),
  ),
  countEntities: t(
    (count: string) => counted(count, 'entity', 'entities'),
    (count) => counted(count, 'entidade', 'entidades'),
  ),
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
  confidenceTitle: t('confidence', 'confiança'),
  confidenceAbout: t('what the scores of mentions are worth', 'o que valem as confianças das menções'),
  calibrationError: t(
    (error: string, mentions: string, bins: number) =>
      `expected calibration error ${error} (${counted(mentions, 'mention', 'mentions')}, ${bins} bins of equal number)`,
    (error, mentions, bins) =>
      `erro esperado de calibração ${error} (${counted(mentions, 'menção', 'menções')}, ${bins} faixas de igual número)`,
  ),
  uncalibratedError: t(
    (error: string) => `  ${error} without the model's calibration`,
    (error) => `  ${error} sem a calibração do modelo`,
  ),
  crossFittedError: t(
    (error: string, folds: string) =>
      `  ${error} calibrated on the other documents (${counted(folds, 'distinct one', 'distinct ones')})`,
    (error, folds) => `  ${error} calibrando com os outros documentos (${counted(folds, 'distinto', 'distintos')})`,
  ),
  noCrossFit: t(
    '  one document: calibration on others cannot be measured',
    '  um só documento: não é possível medir a calibração com outros',
  ),
  thresholdTitle: t('score from', 'confiança de'),
  coverageTitle: t('coverage', 'cobertura'),
  calibrateWantsEntity: t(
    '--calibrate needs the scores of mentions: --protocol entity or all',
    '--calibrate precisa das confianças de menções: --protocol entity ou all',
  ),
  calibrateInstalled: t(
    'an installed model stays as it is: what it has read would no longer belong to it',
    'um modelo instalado fica como está: o que ele leu deixaria de ser dele',
  ),
  calibrateInstalledHint: t(
    'Calibrate the folder it came from, then: acervo model add <folder> --name <another name>.',
    'Calibre a pasta de onde ele veio e depois: acervo model add <pasta> --name <outro nome>.',
  ),
  cannotCalibrate: t('these scores cannot be calibrated', 'não é possível calibrar estas confianças'),
  cannotCalibrateWhy: t(
    'It takes right and wrong mentions, the right ones with higher scores: give more labelled documents.',
    'É preciso haver menções certas e erradas, as certas com confianças maiores: dê mais documentos anotados.',
  ),
  modelNotWritable: t(
    (folder: string) => `acervo.json in ${folder} cannot be written`,
    (folder) => `não é possível gravar acervo.json em ${folder}`,
  ),
  modelNotWritableHint: t(
    'Copy the folder to a place of your own and give it with --model.',
    'Copie a pasta para um lugar seu e indique-a com --model.',
  ),
  calibratedTitle: t(
    (file: string) => `calibrated: ${file}`,
    (file) => `calibrado: ${file}`,
  ),
  fitted: t(
    (slope: string, intercept: string) => `slope ${slope}, intercept ${intercept}`,
    (slope, intercept) => `inclinação ${slope}, intercepto ${intercept}`,
  ),
  errorChanged: t(
    (before: string, after: string, crossFitted: string) =>
      `expected calibration error ${before} → ${after} on these documents, ${crossFitted} on ones left out`,
    (before, after, crossFitted) =>
      `erro esperado de calibração ${before} → ${after} nestes documentos, ${crossFitted} em deixados de fora`,
  ),
  thresholdsChosen: t(
    (precision: string, thresholds: string) => `thresholds for a precision of ${precision} %: ${thresholds}`,
    (precision, thresholds) => `mínimos para uma precisão de ${precision} %: ${thresholds}`,
  ),
  heldOutPrecision: t(
    (precisions: string) => `  precision where thresholds were chosen on the other documents: ${precisions}`,
    (precisions) => `  precisão onde os mínimos foram escolhidos nos outros documentos: ${precisions}`,
  ),
  newModelVersion: t(
    'This is a new version of the model: archives keep the scores of the version they use.',
    'Esta é uma nova versão do modelo: os acervos ficam com as confianças da versão que usam.',
  ),
} as const;
