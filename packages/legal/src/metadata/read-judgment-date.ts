import { readDates } from '../dates/read-date.ts';
import { agreedOn } from './agreed-on.ts';
import { DECIDES, type Head, type Line, placeOf } from './head-lines.ts';
import type { MetadataValue } from './metadata.ts';

const LABEL =
  /(?:^(?:\d{1,2}\. )?|[).] )data d[aeo] (?:julgamento|sessao) ?: ?(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}o? de [a-z]+ de \d{4})(?= - [a-z]+\.?$|\.?$)/;
/** `23/11/2020 PLENÁRIO`, as STF heads its decisions. */
const SESSION = /^(\d{2}\/\d{2}\/\d{4}) (?:plenario|tribunal pleno|primeira turma|segunda turma)$/;
const FIRST_LINES = 4;
const DECISION_HEADING = /^(?:a c o r d a o|acordao)$/;
/** How an ordinance goes on after who issues it: no decision of a court. */
const ORDAINS = /^resolve ?:?$/;
/** The place and the date under a decision. */
const PLACE_AND_DATE =
  /^(?:sala d[ae]s? (?:sessoes|sessao)[^,]{0,40}, )?(?:em )?[a-z][a-z' /()-]{3,70}, (?:em )?(\d{1,2}o? de [a-z]+ (?:de )?\d{4})(?: \(data d[eo] julgamento\))?\.?$/;
const LINES_AFTER = 40;

/** The date of the judgment, to the day: under a name of its own, in the line of the session, or with the place under the collective
 *  decision. Different dates in the same role: none. */
export function readJudgmentDate({ lines, heading, decision }: Head): MetadataValue | undefined {
  return (
    only(lines, LABEL, 'label') ??
    only(heading.slice(0, FIRST_LINES), SESSION, 'session') ??
    only(underDecision(decision), PLACE_AND_DATE, 'decision')
  );
}

function underDecision(decision: readonly Line[]): readonly Line[] {
  const from = decision.findIndex(
    ({ folded }) => (DECIDES.test(folded) && !ORDAINS.test(folded)) || DECISION_HEADING.test(folded),
  );
  return from < 0 ? [] : decision.slice(from + 1, from + 1 + LINES_AFTER);
}

function only(lines: readonly Line[], pattern: RegExp, rule: string): MetadataValue | undefined {
  const found = lines.flatMap((line) => {
    const written = pattern.exec(line.folded)?.[1];
    const [date, ...others] = written === undefined ? [] : readDates(written);
    if (date === undefined || others.length > 0 || date.precision !== 'day' || date.impossible) return [];
    return [{ value: date.iso, rule, evidence: placeOf(line) }];
  });
  return agreedOn(found, ({ value }) => value);
}
