import { OCR_MODES } from '@acervo/db';
import { Option } from 'commander';
import type { Context } from './context.ts';
import { oneOf } from './define-command.ts';
import { OPTION_HELP } from './help/option-help.ts';

/** `--ocr`: whether pages of a source are read by OCR, from now on. */
export function ocrOption(context: Context, command: string): Option {
  return new Option('--ocr <mode>', OPTION_HELP.ocr[context.language]).argParser(
    oneOf(context, '--ocr', OCR_MODES, command),
  );
}
