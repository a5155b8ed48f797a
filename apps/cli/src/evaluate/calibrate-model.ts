import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Calibration,
  chooseThresholds,
  expectedCalibrationError,
  fitCalibration,
  type HeldOut,
  heldOutThresholds,
  TARGET_PRECISION,
} from '@acervo/ner-core';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';
import { type Confidence, type MentionOutcome, recalibrate } from './measure-confidence.ts';

/** A calibration as it was written to a model's `acervo.json`. */
export interface Calibrated {
  readonly calibration: Calibration;
  /** By type; 0: everything. A type that reaches the precision nowhere has none. */
  readonly thresholds: Readonly<Record<string, number>>;
  readonly targetPrecision: number;
  /** What thresholds chosen on the other documents keep of each document, by type; null with one document. */
  readonly heldOut: Readonly<Record<string, HeldOut>> | null;
  /** Expected calibration error before, and after on documents that were left out (null with one document) and on the same ones. */
  readonly errorBefore: number | null;
  readonly errorAfterCrossFitted: number | null;
  readonly errorAfter: number;
}

const SETTINGS = 'acervo.json';
const UNFINISHED = 'acervo.json.new';

/** Makes sure, before the work, that the model's settings can be replaced.
 *  @throws {CommandError} where they can't. */
export async function checkWritable(context: Context, folder: string): Promise<void> {
  const path = join(folder, UNFINISHED);
  try {
    await using _ = await open(path, 'w');
  } catch {
    throw notWritable(context, folder);
  }
  await rm(path, { force: true });
}

/** Fits a calibration to the outcomes, chooses thresholds on the scores that it gives, and writes both into the model's
 *  `acervo.json`, whose other settings stay.
 *  @param plain not calibrated, so that doing it twice changes nothing.
 *  @throws {CommandError} where the scores can't be calibrated or the file can't be written. */
export async function calibrateModel(
  context: Context,
  folder: string,
  plain: readonly MentionOutcome[],
  measured: Confidence,
): Promise<Calibrated> {
  const fitted = fitCalibration(plain);
  const calibration = { slope: rounded(fitted.slope), intercept: rounded(fitted.intercept) };
  const correct = plain.filter((each) => each.correct).length;
  if (correct === 0 || correct === plain.length || calibration.slope <= 0)
    throw new CommandError(context.say.cannotCalibrate, context.say.cannotCalibrateWhy);
  const calibrated = recalibrate(plain, calibration);
  const thresholds = chooseThresholds(calibrated);
  await writeSettings(context, folder, { calibration, thresholds });
  return {
    calibration,
    thresholds,
    targetPrecision: TARGET_PRECISION,
    heldOut: heldOutThresholds(plain) ?? null,
    errorBefore: measured.calibrationError,
    errorAfterCrossFitted: measured.crossFittedCalibrationError,
    errorAfter: expectedCalibrationError(calibrated, measured.bins),
  };
}

async function writeSettings(context: Context, folder: string, changes: Record<string, unknown>): Promise<void> {
  const path = join(folder, SETTINGS);
  const unfinished = join(folder, UNFINISHED);
  try {
    const before = (await readFile(path, 'utf8').catch(() => '{}')).replace(/^\uFEFF/, ''); // the model was read: it is JSON
    const after = { ...(JSON.parse(before) as Record<string, unknown>), ...changes };
    await writeFile(unfinished, `${JSON.stringify(after, null, 2)}\n`);
    await rename(unfinished, path);
  } catch {
    throw notWritable(context, folder);
  }
}

function notWritable({ say }: Context, folder: string): CommandError {
  return new CommandError(say.modelNotWritable(oneLine(folder)), say.modelNotWritableHint);
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
