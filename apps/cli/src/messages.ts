import type { Language } from './language.ts';
import { ARCHIVE_MESSAGES } from './messages/archive.ts';
import { COMPARE_MESSAGES } from './messages/compare.ts';
import { DOCTOR_MESSAGES } from './messages/doctor.ts';
import { EVALUATE_MESSAGES } from './messages/evaluate.ts';
import { EXPORT_MESSAGES } from './messages/export.ts';
import { MODEL_MESSAGES } from './messages/models.ts';
import { NORMALIZE_MESSAGES } from './messages/normalize.ts';
import { QUESTION_MESSAGES } from './messages/questions.ts';
import { RUN_MESSAGES } from './messages/run.ts';
import { SCHEDULE_MESSAGES } from './messages/schedules.ts';
import { USAGE_MESSAGES } from './messages/usage.ts';

/** Everything that commands say, apart from `--help` (help/) and the hints of failure codes (packages/runtime). */
const CATALOGUE = {
  ...ARCHIVE_MESSAGES,
  ...RUN_MESSAGES,
  ...USAGE_MESSAGES,
  ...QUESTION_MESSAGES,
  ...MODEL_MESSAGES,
  ...NORMALIZE_MESSAGES,
  ...COMPARE_MESSAGES,
  ...EVALUATE_MESSAGES,
  ...EXPORT_MESSAGES,
  ...SCHEDULE_MESSAGES,
  ...DOCTOR_MESSAGES,
} as const;

type Catalogue = typeof CATALOGUE;

/** The messages of one language, by name. */
export type Messages = { readonly [Name in keyof Catalogue]: Catalogue[Name]['en'] };

export function messagesIn(language: Language): Messages {
  const entries = Object.entries(CATALOGUE).map(([name, pair]) => [name, pair[language]]);
  return Object.fromEntries(entries) as Messages; // the shape is that of CATALOGUE, name by name
}
