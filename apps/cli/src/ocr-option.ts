import { OCR_MODES } from '@acervo/db';
import { Option } from 'commander';
import type { Context } from './context.ts';
import { OPTION_HELP } from './help/option-help.ts';

/** `--ocr`: whether pages of a source are read by OCR, from now on. */
export function ocrOption({ language }: Context): Option {
  return new Option('--ocr <mode>', OPTION_HELP.ocr[language]).choices(OCR_MODES);
}
