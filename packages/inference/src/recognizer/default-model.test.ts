import { existsSync } from 'node:fs';
import { entityScores } from '@acervo/ner-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventText } from '../../test/invented-text.ts';
import { DEFAULT_MODEL, LENER_DEV } from '../../test/model-folders.ts';
import { readConllFolder } from '../../test/read-conll.ts';
import { type ModelFolder, readModelFolder } from '../model/read-model-folder.ts';
import { openRecognizer, openRecognizerOf } from './open-recognizer.ts';

const noModel = existsSync(DEFAULT_MODEL) ? '' : ' (skipped: models/lener-conv is not there)';
const noData = existsSync(LENER_DEV) ? '' : ' (skipped: ../shared/data/lener-br is not there)';

describe.skipIf(noModel !== '')(`the default model${noModel}`, () => {
  it.skipIf(noData !== '')(`recognizes LeNER-Br dev with its given words${noData}`, { timeout: 120_000 }, async () => {
    const documents = await readConllFolder(LENER_DEV);
    await using recognizer = await openRecognizer({ folder: DEFAULT_MODEL });
    const found = await Promise.all(documents.map(({ text, words }) => recognizer.recognize(text, { words })));
    const scores = entityScores(
      documents.map((each) => each.gold),
      found.map((each) => each.mentions),
    );
    expect(documents.reduce((sum, each) => sum + each.gold.length, 0)).toBe(1818);
    expect(scores.micro.f1).toBeGreaterThan(0.75);
    const { tokens, paddedTokens } = recognizer.statistics();
    expect(1 - tokens / paddedTokens).toBeLessThanOrEqual(0.1);
  });

  it.skipIf(noData !== '')(
    `answers the same on real documents in any windows of enough overlap, with any batch mates${noData}`,
    { timeout: 300_000 },
    async () => {
      const model = await readModelFolder(DEFAULT_MODEL);
      const field = model.settings.receptiveFieldTokens ?? Number.NaN;
      const texts = (await readConllFolder(LENER_DEV)).map((document) => document.text);
      const recognizeAll = async (changes: Partial<ModelFolder['settings']>, batchTokens: number, chosen: string[]) => {
        const settings = { ...model.settings, ...changes };
        await using recognizer = await openRecognizerOf({ ...model, settings }, { threads: 1, batchTokens });
        const found = await Promise.all(chosen.map((text) => recognizer.recognize(text)));
        return found.map(({ mentions }) => mentions.map(({ start, end, type }) => `${type} ${start} ${end}`));
      };
      const whole = await recognizeAll({ windowTokens: 100_000, overlapTokens: 0 }, 1, texts);
      expect(whole.flat().length).toBeGreaterThan(1500);
      const overlaps = fc.integer({ min: 2 * field, max: 200 });
      const settings = overlaps.chain((overlapTokens) =>
        // from just above the overlap on, short ones more often
        fc.tuple(
          fc.oneof(fc.integer({ min: 20, max: 100 }), fc.integer({ min: 100, max: 2000 })),
          fc.constant(overlapTokens),
        ),
      );
      const places = fc.uniqueArray(fc.nat(texts.length - 1), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(settings, places, fc.integer({ min: 1, max: 8192 }), async (setting, chosen, batchTokens) => {
          const [more, overlapTokens] = setting;
          const windowTokens = overlapTokens + more;
          const chosenTexts = chosen.map((at) => texts[at]!);
          expect(await recognizeAll({ windowTokens, overlapTokens }, batchTokens, chosenTexts)).toEqual(
            chosen.map((at) => whole[at]),
          );
        }),
        { numRuns: 12 },
      );
    },
  );

  it('answers the same whatever the windows and batches', { timeout: 120_000 }, async () => {
    const model = await readModelFolder(DEFAULT_MODEL);
    const field = model.settings.receptiveFieldTokens ?? 0;
    const text = inventText(3000, 5);
    const recognize = async (changes: Partial<ModelFolder['settings']>, batchTokens: number) => {
      const settings = { ...model.settings, ...changes };
      await using recognizer = await openRecognizerOf({ ...model, settings }, { threads: 1, batchTokens });
      const { mentions } = await recognizer.recognize(text);
      return mentions.map(({ start, end, type }) => ({ start, end, type }));
    };
    const whole = await recognize({ windowTokens: 100_000, overlapTokens: 0 }, 1);
    expect(whole.length).toBeGreaterThan(20);
    // A word's first token stands at least half of the overlap, less a word, from any edge of its window.
    const enough = 2 * (field + 16);
    for (const [windowTokens, overlapTokens, batchTokens] of [
      [2 * enough, enough, 2048],
      [300, enough, 512],
      [510, 128, 1024],
    ] as const) {
      expect(await recognize({ windowTokens, overlapTokens }, batchTokens)).toEqual(whole);
    }
  });
});
