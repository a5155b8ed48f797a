import { fold } from '../fold.ts';
import { type Line, linesOf } from '../metadata/head-lines.ts';

/** What the parts of a decision are. `ata`: minutes and certificates of the session. */
export const SECTION_KINDS = ['ementa', 'acordao', 'relatorio', 'fundamentacao', 'voto', 'dispositivo', 'ata'] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

interface Start {
  readonly kind: SectionKind;
  readonly start: number;
}

/** A part of a decision: from its heading, or the formula it begins with, to the next one. UTF-16, half-open. */
export interface Section {
  readonly kind: SectionKind;
  readonly start: number;
  readonly end: number;
}

const NUMBERED = /^(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)\s*[-–—.):]+\s*/;
const LONGEST_HEADING = 70;

/** Headings that stand alone on their line, folded and without number. */
const HEADINGS: readonly (readonly [SectionKind, RegExp])[] = [
  ['ementa', /^ementa$/],
  ['acordao', /^acordao(?: n[o.]* ?[\d./-]+)?$/],
  ['relatorio', /^(?:d?o )?relatorio$/],
  ['voto', /^(?:d?o )?voto(?: ?- ?vista| vencido| vencedor| vogal| divergente| condutor| conjunto)?(?: \([^)]*\))?$/],
  ['voto', /^voto d[oa] (?:relator|revisor|vogal|ministr|desembargador|conselheir|juiz|juiza)[^.;,]*$/],
  ['fundamentacao', /^(?:d[ao]s? )?(?:fundamentacao|fundamentos(?: de direito| da decisao)?|motivacao)$/],
  ['dispositivo', /^(?:d?o )?dispositivo$|^(?:da )?parte dispositiva$/],
  [
    'ata',
    /^(?:extrato d[ae] ata|certidao de julgamento|ata d[ae] julgamento|papeleta de julgamento|tira de julgamento)\b/,
  ],
];

/** Headings whose text follows on their line: `EMENTA: …`, `RELATÓRIO - …`. */
const INLINE = /^(EMENTA|ACÓRDÃO|RELATÓRIO|VOTO|Ementa(?=\s*:\s*\p{Lu}{3}))\s*[:.–—-]\s*\S/u;
/** The first words of a collective decision. */
const DECIDES = /^(?:vistos, relatados|vistos e relatados|vistos, discutidos|acordam\b)/;
const REPORT_ENDS =
  /(?:^|[.;:] )(?:e|eis)[^.;]{0,30} relatorio\.?(?: (?:passo a decidir|decido|fundamento e decido|voto)\.?)?$/;
/** How what was decided is introduced, and the verbs of deciding. */
const CONCLUDES =
  /^(?:ante|diante|pelo|do|por|posto|isto|isso|em|a vista|face|com|forte|assim|dessa|destarte)\b[^.;]{0,110}\b(?:exposto|posto|isso|expendido|considerado|fundamentos|razoes|consideracoes|disso|fundamentacao)\b/;
const DECIDING =
  /\b(?:julgo|voto|nego|dou|conheco|defiro|indefiro|rejeito|acolho|homologo|extingo|declaro|condeno|concedo|denego|casso|reformo|mantenho|absolvo|pronuncio|recebo|determino|ratifico|divirjo|acompanho|proponho|nega-se|da-se|julga-se|conhece-se|rejeitam-se|acolhem-se)\b/;
const DECIDED_WITHIN = 500;
/** What ends a vote, and who speaks next. */
const VOTE_ENDS = /(?:^|[.;:] )(?:e|esse e|este e)[^.;]{0,20}\b(?:como|o (?:meu )?voto|voto)\b[^.;]{0,40}\.?$/;
const SPEAKER = /^[oa]s? senhora?(?:es|as)? (?:ministr|desembargador|juiz|conselheir|presidente)[^.;]{0,80}/;
/** Longer than these parts of a decision are, UTF-16: a gazette or the like, of which the headings tell nothing. */
const LONGEST = 40_000;
const SHORT_KINDS = new Set<SectionKind>(['ementa', 'acordao', 'dispositivo', 'ata']);

/** The sections of a decision, in order and not overlapping: what stands before the first has none. A quotation of another
 *  decision begins no section where it is told by its quotation marks or stands where such a part can't begin. A step a line.
 *  @param from @param to the piece of the text to look at, UTF-16 */
export function* findSections(text: string, from = 0, to = text.length): Generator<void, Section[]> {
  const starts: Start[] = [];
  let current: SectionKind | undefined;
  let last = '';
  const begin = (kind: SectionKind, start: number) => {
    if (kind !== current || kind === 'dispositivo') starts.push({ kind, start: from + start });
    current = kind;
  };
  for (const line of linesOf(text.slice(from, to))) {
    const kind = kindOf(line, current);
    if (kind !== undefined) begin(kind, line.start);
    else if (current === 'relatorio' && REPORT_ENDS.test(last)) begin('fundamentacao', line.start);
    else if (current === 'dispositivo' && (VOTE_ENDS.test(last) || SPEAKER.test(line.folded)))
      begin('voto', line.start);
    else if (mayConclude(current) && concludes(line)) begin('dispositivo', line.start);
    last = line.folded;
    yield;
  }
  return toSections(starts, to);
}

/** The section that a line begins, where it does. */
function kindOf(line: Line, current: SectionKind | undefined): SectionKind | undefined {
  const bare = line.folded.replace(NUMBERED, '').replace(/[\s:.]+$/, '');
  if (bare.length <= LONGEST_HEADING) {
    const found = kindOfHeading(bare);
    // a report quotes the decision that is appealed from
    if (found !== undefined)
      return current === 'relatorio' && (found === 'ementa' || found === 'acordao') ? undefined : found;
  }
  // a report or a vote quotes the headnotes and the decisions of others, one does not go back to them within a line
  if (current === 'relatorio' || current === 'voto' || current === 'fundamentacao') return undefined;
  const inline = INLINE.exec(line.text)?.[1];
  if (inline !== undefined) return kindOfHeading(fold(inline));
  return DECIDES.test(line.folded) ? 'acordao' : undefined;
}

const kindOfHeading = (folded: string) => HEADINGS.find(([, heading]) => heading.test(folded))?.[0];

const mayConclude = (current: SectionKind | undefined) =>
  current === 'voto' || current === 'fundamentacao' || current === 'dispositivo' || current === undefined;

function concludes({ folded }: Line): boolean {
  return CONCLUDES.test(folded.replace(NUMBERED, '')) && DECIDING.test(folded.slice(0, DECIDED_WITHIN));
}

/** Leaves out what was no section: conclusions of single questions before the last one, which decides, and the lines
 *  between the end of a report and the heading of the vote. None at all where one is too long to be what its heading says. */
function toSections(starts: readonly Start[], end: number): Section[] {
  const kept = starts.filter(({ kind }, index) => {
    const next = starts[index + 1]?.kind;
    return next === undefined || !(kind === next || (kind === 'fundamentacao' && next === 'voto'));
  });
  const sections = kept.map(({ kind, start }, index) => ({ kind, start, end: kept[index + 1]?.start ?? end }));
  return sections.some((each) => SHORT_KINDS.has(each.kind) && each.end - each.start > LONGEST) ? [] : sections;
}
