import { parseCnj } from '../cases/cnj.ts';
import { findCourt, findCourtByCnj } from '../cases/courts.ts';
import { findCourtAt } from '../cases/find-court.ts';
import { normalizeOrganization } from '../organizations/organization.ts';
import { plain, tokenize } from '../tokens.ts';
import { auditCourtAt } from './audit-courts.ts';
import { courtOfClass } from './class-names.ts';
import { DECIDES, type Head, placeOf } from './head-lines.ts';
import type { DocumentStart, Metadata, MetadataValue } from './metadata.ts';

/** Federal and state justice: above them, cases have other numbers. TST and TSE keep the number of the court that they come from. */
const NUMBERED_APART: ReadonlySet<number> = new Set([4, 8]);
const FIRST_LINES = 8;
const LONGEST_NAME_LINE = 140;
const LABEL = /^(?:tribunal|orgao julgador|corte) ?: ?/;
/** `os Desembargadores que compõem a … do Tribunal de Justiça do Estado …` */
const LONGEST_SUBJECT = 400;
/** Beyond these a court is one whose decision is spoken of. */
const WHAT_IS_DECIDED = /\b(?:unanimidade|maioria|unanime|em|negar|dar|conhecer|rejeitar|anular|nos termos)\b/;

/** The court whose document this is: by its name above the decision or in the running head, by who decides (`ACORDAM os Desembargadores
 *  do …`), else by the case's own unified number. */
export function readCourt(
  head: Head,
  { removed = [] }: DocumentStart,
  { caseNumber, class: its }: Metadata,
): MetadataValue | undefined {
  const named = inHeading(head) ?? inRemoved(removed);
  const deciding = inDecision(head);
  if (named !== undefined && deciding !== undefined && named.value !== deciding.value) return undefined;
  if (named !== undefined || deciding !== undefined) return named ?? deciding;
  const cnj = caseNumber === undefined ? undefined : parseCnj(caseNumber.value);
  if (caseNumber === undefined || cnj === undefined || !NUMBERED_APART.has(cnj.branch)) return undefined;
  const court = findCourtByCnj(cnj.branch, cnj.court);
  const only = courtOfClass(its?.value);
  if (court === undefined || (only !== undefined && only !== court.id)) return undefined;
  return { value: acronymOf(court.id), rule: 'case-number', evidence: caseNumber.evidence };
}

function inHeading({ heading }: Head): MetadataValue | undefined {
  for (const line of heading.slice(0, FIRST_LINES)) {
    const label = LABEL.exec(line.folded)?.[0] ?? '';
    const value = nameAtStart(line.folded.slice(label.length), label !== '');
    if (value !== undefined) return { value, rule: 'heading', evidence: placeOf(line) };
  }
  return undefined;
}

function inRemoved(removed: NonNullable<DocumentStart['removed']>): MetadataValue | undefined {
  for (const [index, { page, text }] of removed.entries()) {
    if (page !== 1 && page !== null && page !== undefined) continue;
    const lines = text.split('\n', FIRST_LINES);
    const value = lines
      .map((line) => nameAtStart(plain(line).trim().toLowerCase(), false))
      .find((its) => its !== undefined);
    if (value !== undefined) return { value, rule: 'running-head', evidence: { removed: index } };
  }
  return undefined;
}

/** The court whose whole name a short line begins with; after a label also by a shorter name. */
function nameAtStart(folded: string, isLabelled: boolean): string | undefined {
  if (folded.length > LONGEST_NAME_LINE) return undefined;
  const bare = folded.replace(/^(?:poder judiciario|justica federal)[ -]+/, '').replace(/^egregio /, '');
  const audit = auditCourtAt(bare);
  if (audit !== undefined) return isName(bare.slice(audit.length)) ? audit.acronym : undefined;
  const whole = normalizeOrganization(bare).attributes['court'];
  if (typeof whole === 'string') return acronymOf(whole);
  if (isLabelled) {
    const short = findCourt(bare.replace(/^tribunal de justica d[oae] (?=[a-z]{2}$)/, 'tj'));
    if (short !== undefined) return acronymOf(short.id);
  }
  const tokens = tokenize(bare);
  const found = findCourtAt(tokens, 0);
  if (found === undefined || found.end < 3) return undefined;
  return isName(bare.slice(tokens[found.end - 1]?.end ?? 0)) ? acronymOf(found.id) : undefined;
}

/** Whether what follows a court's name is more of a heading, not of a sentence. */
function isName(after: string): boolean {
  return !/[.;,] |\b(?:que|decidiu|julgou|e|em face|contra|firmou|entende)\b/.test(after);
}

function inDecision({ decision }: Head): MetadataValue | undefined {
  const line = decision.find(({ folded }) => DECIDES.test(folded));
  if (line === undefined) return undefined;
  const from = DECIDES.exec(line.folded)?.[0].length ?? 0;
  const said = line.folded.slice(from, from + LONGEST_SUBJECT).split(WHAT_IS_DECIDED)[0] ?? '';
  const value = courtWithin(said);
  return value === undefined ? undefined : { value, rule: 'decision', evidence: placeOf(line) };
}

function courtWithin(said: string): string | undefined {
  for (const match of said.matchAll(/\b(?:d[oae]|n[oa]|est[ea]|o) (?:egregio |colendo )?(?=\w)/g)) {
    const rest = said.slice(match.index + match[0].length);
    const audit = auditCourtAt(rest);
    if (audit !== undefined) return audit.acronym;
    const found = findCourtAt(tokenize(rest), 0);
    if (found !== undefined && found.end >= 3) return acronymOf(found.id);
  }
  return undefined;
}

function acronymOf(id: string): string {
  return id.toUpperCase();
}
