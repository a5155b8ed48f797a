import type { Context } from '../context.ts';
import { decimal } from '../decimal.ts';
import { oneLine } from '../terminal-text.ts';
import type { Calibrated } from './calibrate-model.ts';
import type { Confidence } from './measure-confidence.ts';
import { percent, printTable } from './print-scores.ts';

/** Calibration error and, over all types, what each threshold keeps. */
export function printConfidence(context: Context, confidence: Confidence): void {
  const { say, output, number } = context;
  const { bold, dim } = output.result;
  const {
    calibrationError,
    uncalibratedError,
    crossFittedCalibrationError: crossFitted,
    mentions,
    folds,
    bins,
  } = confidence;
  output.print();
  output.print(`${bold(say.confidenceTitle)}  ${dim(say.confidenceAbout)}`);
  if (calibrationError === null) {
    output.print(say.noMentions);
    return;
  }
  output.print(say.calibrationError(share(context, calibrationError), number(mentions), bins));
  if (uncalibratedError !== null && uncalibratedError !== calibrationError)
    output.print(say.uncalibratedError(share(context, uncalibratedError)));
  output.print(
    crossFitted === null ? say.noCrossFit : say.crossFittedError(share(context, crossFitted), number(folds)),
  );
  printTable(
    context,
    [say.thresholdTitle, say.precisionTitle, say.recallTitle, say.coverageTitle],
    confidence.byThreshold.map(({ threshold, micro: { precision, recall, coverage } }) => [
      share(context, threshold, 2),
      ...[precision, recall, coverage].map((each) => percent(context, each)),
    ]),
  );
}

/** What was fitted, what it changed, and where it stands now. */
export function printCalibrated(context: Context, calibrated: Calibrated, file: string): void {
  const { say, output } = context;
  const { calibration, thresholds, targetPrecision, heldOut, errorBefore, errorAfter, errorAfterCrossFitted } =
    calibrated;
  output.print();
  output.print(output.result.bold(say.calibratedTitle(oneLine(file))));
  output.print(say.fitted(share(context, calibration.slope, 4), share(context, calibration.intercept, 4)));
  const errors = [errorBefore, errorAfter, errorAfterCrossFitted].map((each) =>
    each === null ? '–' : share(context, each),
  );
  output.print(say.errorChanged(errors[0] ?? '–', errors[1] ?? '–', errors[2] ?? '–'));
  const named = Object.entries(thresholds).map(([type, threshold]) => `${type} ${share(context, threshold, 2)}`);
  output.print(say.thresholdsChosen(percent(context, targetPrecision, 0), named.join(', ') || '–'));
  if (heldOut !== null) {
    const reached = Object.entries(heldOut).map(([type, { precision }]) => `${type} ${percent(context, precision)}`);
    output.print(say.heldOutPrecision(reached.join(', ')));
  }
  output.print(say.newModelVersion);
}

function share({ language }: Context, value: number, digits = 3): string {
  return decimal(value.toFixed(digits), language);
}
