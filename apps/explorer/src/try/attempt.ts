import { normalize, type RuleMention } from '@acervo/legal';
import { labelWords, type Mention, splitWords } from '@acervo/ner-core';
import { compareReadings, type Difference } from './compare-readings.ts';
import { doubtText, type TextDoubt } from './court-portuguese.ts';
import type { Lab, LabModel, LabReading } from './lab.ts';

/** A text that was tried with one model or two, and with the rules. Nothing of it is stored. */
export interface Attempt {
  readonly text: string;
  readonly doubt: TextDoubt | undefined;
  readonly readings: readonly AttemptReading[];
  /** What rules find, whatever the models do: it may lie inside of what they find, or across. */
  readonly byRules: readonly RuleMention[];
  /** Of the second reading against the first; empty with one. */
  readonly differences: readonly Difference[];
  readonly words: readonly AttemptWord[];
}

/** What one model found. */
export interface AttemptReading extends Omit<LabReading, 'mentions' | 'words'> {
  readonly model: LabModel;
  readonly mentions: readonly NamedMention[];
}

/** A mention with what it refers to, as `@acervo/legal` says. */
interface NamedMention extends Mention {
  readonly entity: { readonly key: string; readonly name: string };
}

/** A word of the text and its label by each model. */
interface AttemptWord {
  readonly start: number;
  readonly end: number;
  readonly labels: readonly string[];
}

/** Reads a text with the rules and each of the models, in turn.
 *  @throws {PipelineError} as {@link Lab.read} does. */
export async function attempt(
  lab: Lab,
  text: string,
  models: readonly LabModel[],
  signal: AbortSignal,
): Promise<Attempt> {
  const words = [...splitWords(text)];
  const readings: AttemptReading[] = [];
  for (const model of models) {
    const { words: _, ...reading } = await lab.read(model, text, { words, signal });
    readings.push({ ...reading, model, mentions: reading.mentions.map(nameMention) });
  }
  const labels = readings.map(({ mentions }) => labelWords(words, mentions));
  const [a, b] = readings;
  return {
    text,
    doubt: doubtText(text),
    readings,
    byRules: await lab.findByRules(text),
    differences: a !== undefined && b !== undefined ? compareReadings(a.mentions, b.mentions) : [],
    words: words.map(({ start, end }, index) => ({
      start,
      end,
      labels: labels.map((ofModel) => ofModel[index] ?? 'O'),
    })),
  };
}

function nameMention(mention: Mention): NamedMention {
  const [entity] = normalize(mention.type, mention.text);
  return { ...mention, entity: { key: entity?.key ?? '', name: entity?.name ?? mention.text } };
}
