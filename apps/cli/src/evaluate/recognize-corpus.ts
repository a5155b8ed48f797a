import { type LoadedModel, loadModel, type Recognizer } from '@acervo/inference';
import { detokenize, joinWords, labelWords, type RunningText, type TypedSpan } from '@acervo/ner-core';
import type { Context } from '../context.ts';
import { openProgress } from '../progress.ts';
import type { GoldDocument } from './read-corpus.ts';

/** What the model is given: the corpus' words, or running text made of them. */
export const TEXT_KINDS = ['words', 'raw'] as const;

/** One of {@link TEXT_KINDS}. */
export type TextKind = (typeof TEXT_KINDS)[number];

/** A document with what the model found in it. */
export interface RecognizedDocument {
  readonly file: string;
  /** UTF-16 offsets of the words into the text that was recognized. */
  readonly words: RunningText['words'];
  /** `[word]`, the word's line in the file. */
  readonly lines: readonly number[];
  readonly goldLabels: readonly string[];
  /** `[word]`, what was decoded; in running text no word has a label. */
  readonly labels: readonly string[];
  /** `[word]`, how many sub-words the model's tokenizer makes of it. */
  readonly tokensPerWord: readonly number[];
  /** UTF-16 offsets into the text. */
  readonly mentions: readonly TypedSpan[];
  /** Words longer than the model's window, of which only the beginning was read. */
  readonly cutWords: number;
}

/** Recognizes all documents, each as a whole, with progress on stderr.
 *  @throws {PipelineError} as the recognizer does; `stopped` after Ctrl-C. */
export async function recognizeCorpus(
  { say, output, signal }: Context,
  recognizer: Recognizer,
  documents: readonly GoldDocument[],
  kind: TextKind,
): Promise<RecognizedDocument[]> {
  const model = await loadModel(recognizer.model);
  using progress = openProgress(output);
  let done = 0;
  return await Promise.all(
    documents.map(async ({ file, sentences }) => {
      const gold = sentences.flat();
      const running = (kind === 'words' ? joinWords : detokenize)(
        sentences.map((sentence) => sentence.map(({ word }) => word)),
      );
      const { text, words } = running;
      const { mentions, cutWords } = await recognizer.recognize(text, {
        signal,
        ...(kind === 'words' ? { words } : {}),
      });
      done += 1;
      progress.show([{ label: say.stageRecognized, done, total: documents.length }]);
      return {
        file,
        words,
        lines: gold.map(({ line }) => line),
        goldLabels: gold.map(({ label }) => label),
        labels: kind === 'words' ? labelWords(words, mentions) : [],
        tokensPerWord: countTokens(model, running),
        mentions,
        cutWords,
      };
    }),
  );
}

function countTokens({ tokenizer }: LoadedModel, { text, words }: RunningText): number[] {
  const counts = words.map(() => 0);
  for (const { word } of tokenizer.encodeWords(text, words)) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
