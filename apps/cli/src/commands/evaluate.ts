import { join } from 'node:path';
import { openRecognizer, readModelFolder } from '@acervo/inference';
import { SCORING_PROTOCOLS, type ScoringProtocol, strictEntities } from '@acervo/ner-core';
import { readConfiguration } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, oneOf, type Registry } from '../define-command.ts';
import { calibrateModel, checkWritable } from '../evaluate/calibrate-model.ts';
import { findModel } from '../evaluate/find-model.ts';
import { measureConfidence, readOutcomes } from '../evaluate/measure-confidence.ts';
import { printCalibrated, printConfidence } from '../evaluate/print-confidence.ts';
import { printScores } from '../evaluate/print-scores.ts';
import { findCopies, type GoldDocument, readCorpus } from '../evaluate/read-corpus.ts';
import { recognizeCorpus, TEXT_KINDS, type TextKind } from '../evaluate/recognize-corpus.ts';
import { scoreProtocol } from '../evaluate/score-protocol.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { oneLine } from '../terminal-text.ts';

interface EvaluateOptions extends GlobalOptions {
  readonly model?: string;
  readonly protocol?: ScoringProtocol | 'all';
  readonly text?: TextKind;
  readonly calibrate?: boolean;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  defineCommand<EvaluateOptions>(registry, 'evaluate', [['<corpus>', 'corpus']], ([corpus = ''], options) =>
    evaluate(context, corpus, options),
  )
    .option('--model <model>', help('evaluatedModel'))
    .option(
      '--protocol <protocol>',
      help('protocol'),
      oneOf(context, '--protocol', [...SCORING_PROTOCOLS, 'all'], 'acervo evaluate'),
    )
    .option('--text <kind>', help('textKind'), oneOf(context, '--text', TEXT_KINDS, 'acervo evaluate'))
    .option('--calibrate', help('calibrate'))
    .option('--json', help('json'));
}

async function evaluate(context: Context, path: string, options: EvaluateOptions): Promise<ExitCode> {
  const { say, output, number, environment } = context;
  const { protocol = 'entity', text = 'words' } = options;
  const protocols = chooseProtocols(context, protocol, text);
  if (options.calibrate && !protocols.includes('entity'))
    throw new CommandError(say.calibrateWantsEntity, say.seeHelp('acervo evaluate'));
  const { folder, installed } = await findModel(context, options.model, options);
  if (options.calibrate) {
    if (installed) throw new CommandError(say.calibrateInstalled, say.calibrateInstalledHint);
    await checkWritable(context, folder);
  }
  const documents = await readCorpus(context, path);
  const copies = findCopies(documents);
  for (const files of copies) output.note(output.notes.yellow(say.copies(files.map(oneLine).join(', '))));
  if (documents.length === 1) output.note(say.noInterval);

  const { ACERVO_DEVICE: device, ACERVO_THREADS: threads } = readConfiguration(environment);
  await using recognizer = await openRecognizer({ folder, device, threads, uncalibrated: true });
  const recognized = await recognizeCorpus(context, recognizer, documents, text);
  const cutWords = recognized.reduce((sum, each) => sum + each.cutWords, 0);
  if (cutWords > 0) output.note(output.notes.yellow(say.cutWords(number(cutWords))));
  const scores = protocols.map((each) => scoreProtocol(each, recognized, text));

  const { calibration } = (await readModelFolder(folder)).settings;
  const plain = readOutcomes(recognized, copies);
  const confidence = protocols.includes('entity') ? measureConfidence(plain, calibration, recognized) : null;
  const calibrated =
    options.calibrate && confidence !== null ? await calibrateModel(context, folder, plain, confidence) : null;

  const { name, hash } = recognizer.model;
  const counts = countGold(documents);
  if (options.json) {
    output.json({ model: { name, hash }, device, text, ...counts, copies, scores, confidence, calibrated });
    return 0;
  }
  const { bold, dim } = output.result;
  const source = text === 'words' ? say.fromWords : say.fromRawText;
  output.print(`${bold(oneLine(name))} ${dim(hash.slice(0, 12))} · ${device} · ${source}`);
  const named = [
    say.countDocuments(number(counts.documents)),
    say.countSentences(number(counts.sentences)),
    say.countWords(number(counts.words)),
    say.countEntities(number(counts.entities)),
  ];
  output.print(named.join(' · '));
  for (const each of scores) printScores(context, each);
  if (confidence !== null) printConfidence(context, confidence);
  if (calibrated !== null) printCalibrated(context, calibrated, join(folder, 'acervo.json'));
  return 0;
}

/** The protocols asked for. In running text only `entity` is defined: `all` means it there, and says so.
 *  @throws {CommandError} for another one. */
function chooseProtocols(
  { say, output }: Context,
  protocol: ScoringProtocol | 'all',
  text: TextKind,
): readonly ScoringProtocol[] {
  if (text === 'words') return protocol === 'all' ? SCORING_PROTOCOLS : [protocol];
  if (protocol !== 'entity' && protocol !== 'all')
    throw new CommandError(say.rawWantsEntity(protocol), say.rawWantsEntityWhy);
  if (protocol === 'all') output.note(`${say.rawWantsEntity('token, card')}. ${say.rawWantsEntityWhy}`);
  return ['entity'];
}

function countGold(documents: readonly GoldDocument[]) {
  const sum = (count: (document: GoldDocument) => number) => documents.reduce((all, each) => all + count(each), 0);
  return {
    documents: documents.length,
    sentences: sum(({ sentences }) => sentences.length),
    words: sum(({ sentences }) => sentences.flat().length),
    entities: sum(({ sentences }) => strictEntities(sentences.flat().map(({ label }) => label)).length),
  };
}
