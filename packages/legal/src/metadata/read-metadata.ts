import { readHead } from './head-lines.ts';
import type { DocumentStart, Metadata } from './metadata.ts';
import { readCourt } from './read-court.ts';
import { readHeading } from './read-heading.ts';
import { readJudgmentDate } from './read-judgment-date.ts';
import { readRapporteur } from './read-rapporteur.ts';

/** Title, case, court, class, rapporteur and date of judgment, as the first pages state them. Pure; what isn't certain is left out:
 *  a wrong value does more harm than none. */
export function readMetadata(document: DocumentStart): Metadata {
  const head = readHead(document.text);
  const heading = readHeading(head);
  const court = readCourt(head, document, heading);
  const rapporteur = readRapporteur(head);
  const judgedOn = readJudgmentDate(head);
  return {
    ...heading,
    ...(court === undefined ? {} : { court }),
    ...(rapporteur === undefined ? {} : { rapporteur }),
    ...(judgedOn === undefined ? {} : { judgedOn }),
  };
}
