/** Levels of a law from the outside in. `cpt`, the head of an article, stands beside its paragraphs. Source: LC 95/1998, art. 10;
 *  abbreviations of Projeto LexML, "Parte 2 – LexML URN" (fragment). */
export type Level = 'liv' | 'tit' | 'cap' | 'sec' | 'anx' | 'art' | 'cpt' | 'par' | 'inc' | 'ali' | 'ite';

export const RANK: Readonly<Record<Level, number>> = {
  liv: 0,
  tit: 1,
  cap: 2,
  sec: 3,
  anx: 4,
  art: 4,
  cpt: 5,
  par: 5,
  inc: 6,
  ali: 7,
  ite: 8,
};

/** One device of a law: `art5_par1`, as its steps. */
export type Provision = readonly Step[];
interface Step {
  readonly level: Level;
  /** `5`, `103-2` (103-B), `1u` (the only paragraph), empty for the head. */
  readonly value: string;
}

/** Values of one level that stand together: `§§ 1º e 3º`. */
export interface Element {
  readonly level: Level;
  readonly values: string[];
  /** Said by a word or sign of its level, not only by the form of its values. */
  readonly named: boolean;
  /** Whether `do`, `da` leads on to what it is a part of. */
  of: boolean;
  /** Whether it is complete before what follows (`art. 457 e seus §§ 1º e 2º`). */
  whole: boolean;
}

/** A mention that names more is no citation: the rest is left out. */
const MOST_PROVISIONS = 200;

/** Elements to whole provisions. A run that ascends is turned round; one that descends extends what stands before it. */
export function assemble(elements: readonly Element[]): Provision[] {
  const done: Provision[] = [];
  let open: Provision[] = [];
  const flush = () => {
    done.push(...open);
    open = [];
  };
  for (let at = 0; at < elements.length && done.length < MOST_PROVISIONS; ) {
    const article = headBeside(elements, at);
    if (article !== undefined && open.length === 0) {
      done.push(...combine(combine([], article), elements[at++] ?? article));
      continue;
    }
    let end = at;
    while (ascends(elements[end], elements[end + 1], open)) end++;
    const chain = elements.slice(at, end + 1).reverse();
    const [outer] = chain;
    if (outer === undefined) break;
    const parent = chain.length > 1 && RANK[outer.level] <= 4 ? undefined : parentOf(open, outer.level);
    if (parent === undefined || !parent.extended) flush();
    let built: Provision[] = [parent?.steps ?? []];
    for (const element of chain) built = combine(built, element);
    open = parent?.extended ? [...open.slice(0, -1), ...built] : built;
    if (elements[end]?.whole && open.length > 0) {
      done.push(...open);
      const kept = open.at(-1);
      open = [];
      const next = elements[end + 1];
      if (kept && next && RANK[next.level] > RANK[kept.at(-1)?.level ?? 'liv']) {
        open = combine([kept], next);
        end++;
      }
    }
    at = end + 1;
  }
  flush();
  return done.slice(0, MOST_PROVISIONS).map(withoutHead);
}

/** The article whose head stands before its paragraphs: `caput e §§ 5º e 6º do art. 461`. */
function headBeside(elements: readonly Element[], at: number): Element | undefined {
  const [head, paragraphs, article] = elements.slice(at, at + 3);
  const beside = head?.level === 'cpt' && !head.of && paragraphs?.level === 'par' && paragraphs.of;
  return beside && article?.level === 'art' && article.named ? article : undefined;
}

function ascends(inner: Element | undefined, outer: Element | undefined, open: readonly Provision[]): boolean {
  if (inner === undefined || outer === undefined || RANK[outer.level] >= RANK[inner.level]) return false;
  if (inner.of) return true;
  const anchored = open.some((steps) => steps.some(({ level }) => level === 'art' || level === 'anx'));
  return !anchored && inner.level !== 'art' && outer.named;
}

/** Where an element belongs: under the last open provision, cut at the element's own level. */
function parentOf(open: readonly Provision[], level: Level): { steps: Provision; extended: boolean } | undefined {
  const last = open.at(-1);
  if (last === undefined) return undefined;
  const steps = last.filter((step) => RANK[step.level] < RANK[level]);
  return { steps, extended: steps.length === last.length };
}

function combine(parents: readonly Provision[], { level, values }: Element): Provision[] {
  const heads = parents.length > 0 ? parents : [[]];
  const built: Provision[] = [];
  for (const steps of heads)
    for (const value of values) {
      if (built.length >= MOST_PROVISIONS) return built;
      built.push([...steps, { level, value }]);
    }
  return built;
}

/** The head is said only where nothing within it is. */
function withoutHead(steps: Provision): Provision {
  return steps.filter(({ level }, index) => level !== 'cpt' || index === steps.length - 1);
}

/** LexML's fragment: `art5_par1_inc2_ali2`. */
export function fragmentOf(provision: Provision): string {
  return provision.map(({ level, value }) => level + value).join('_');
}
