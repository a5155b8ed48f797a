import { tidy } from '../fold.ts';
import { plain, type Token, tokenize } from '../tokens.ts';
import type { Act } from './act.ts';
import { joinedWords, mendNumbers, unblurred } from './blurred.ts';
import { CPC, CPC_1973, CPC_2015 } from './codes.ts';
import { type FoundAct, findActs } from './find-acts.ts';
import { findProvisions, namesLevel } from './find-provisions.ts';
import { fragmentOf, type Provision } from './provision.ts';

/** One act of a mention and what of it is named. */
export interface LawReading {
  readonly act?: Act;
  /** The act named before it in the document, of this kind (`any`). */
  readonly refersTo?: string;
  readonly provisions: readonly Provision[];
  /** Whether the mention ends with the act's number, so that its date may follow in the text. */
  readonly open: boolean;
  /** Whether the mention gives the act's year. */
  readonly dated: boolean;
  /** A number without a kind, `155/98`, whose kind the mention before it has. */
  readonly bare?: { readonly number: string; readonly digits: string };
}

const BARE = /^(?:e )?(?:n[.ºo°s ]*)?(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\/(\d{4}|\d{2})(?!\d))?(?:\.[\p{L}]*)?$/iu;
/** The devices from which an act is told where it goes by its name only. */
const ADVERBS = new Set(['c', 'inc']);

/** Reads a mention of legislation: its acts in order, each with its provisions. Empty when nothing in it is known. */
export function readLaw(text: string): LawReading[] {
  const clean = mendNumbers(plain(tidy(text)));
  const bare = BARE.exec(clean.trim());
  if (bare)
    return [
      {
        provisions: [],
        open: bare[2] === undefined,
        dated: bare[2] !== undefined,
        bare: { number: String(Number((bare[1] ?? '').replaceAll('.', ''))), digits: bare[2] ?? '' },
      },
    ];
  const { tokens, acts } = readActs(clean);
  if (acts.length === 0) {
    const provisions = namesLevel(tokens) ? findProvisions(tokens) : [];
    return provisions.length === 0 ? [] : [{ provisions, open: false, dated: false }];
  }
  return assign(tokens, acts);
}

/** The acts of a text; where there are none, those that show when a blank within a word goes. */
function readActs(text: string): { tokens: Token[]; acts: FoundAct[] } {
  const tokens = tokenize(text);
  const acts = findActs(tokens).filter((act) => !isAdverb(act, tokens));
  if (acts.length > 0) return { tokens, acts };
  for (const joined of joinedWords(tokens, text)) {
    const its = tokenize(joined);
    const named = findActs(its).filter(({ act }) => act.name !== undefined);
    if (named.length > 0) return { tokens: its, acts: named };
  }
  return { tokens, acts };
}

/** Provisions stand before their act, unless the mention begins with an act (`CF, art. 5º`). */
function assign(tokens: readonly Token[], acts: readonly FoundAct[]): LawReading[] {
  const before = acts.map((act, index) => findProvisions(tokens.slice(acts[index - 1]?.to ?? 0, act.from)));
  const trailing = findProvisions(tokens.slice(acts.at(-1)?.to ?? 0));
  const actFirst = before[0]?.length === 0;
  return acts.map((found, index) => {
    const own = actFirst ? (before[index + 1] ?? trailing) : (before[index] ?? []);
    const last = index === acts.length - 1;
    const provisions = actFirst || !last ? own : [...own, ...trailing];
    const { act, refersTo } = found;
    return {
      act: act === CPC ? codeOf(provisions) : act,
      ...(refersTo === undefined ? {} : { refersTo }),
      provisions: provisions.map((provision) => unblurred(act, provision)),
      open: last && found.to >= tokens.length && act.number !== undefined && act.name === undefined && !found.dated,
      dated: found.dated,
    };
  });
}

/** Provisions of the Code of Civil Procedure of 1973 that an article of the same number in that of 2015 does not have. Source: both texts
 *  (planalto.gov.br); that of 2015 ends with art. 1.072 and vetoed its art. 333. */
const ONLY_1973 =
  /^art(?:\d+-\d+|333|107[3-9]|10[89]\d|1[12]\d\d)(?:_|$)|^art(?:20|162|273|518)_par|^art544_par[1-9]|^art(?:458|463|649|269)_inc|^art(?:461|515)_par[3-9]|^art(?:541|538)_par1u|^art557_par1(?:-1)?(?:_|$)|^art267_(?:inc(?:[4-9]|1\d)|par3)/;

/** Which Code of Civil Procedure has these provisions, where only one can. */
function codeOf(provisions: readonly Provision[]): Act {
  if (provisions.some((provision) => ONLY_1973.test(fragmentOf(provision)))) return CPC_1973;
  return provisions.some((provision) => Number(provision[0]?.value) === 1_022) ? CPC_2015 : CPC;
}

function isAdverb({ from, to, act }: FoundAct, tokens: readonly Token[]): boolean {
  return to === from + 1 && act.number !== undefined && ADVERBS.has(tokens[from]?.text ?? '');
}
