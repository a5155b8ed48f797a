import { type Db, findEntitiesByKey, findEntity } from '@acervo/db';
import { findNumbers, normalize, parseCnj, type RuleMention } from '@acervo/legal';
import { refuse } from '../safety/refusal.ts';
import type { SearchState } from './search-state.ts';

/** What a person's words in the search box mean, as far as they say. */
export interface UnderstoodQuestion {
  /** A case number, if it is one; documents of that case are looked for. */
  readonly caseNumber?: string;
  /** A law, a precedent, a case or a number (CPF, OAB, …) that the archive knows. */
  readonly entities: readonly { readonly id: number; readonly name: string }[];
  /** Article of the law that was asked for. */
  readonly article?: string;
}

/** What rules yield that recognized nothing: the text itself. */
const UNRECOGNIZED = /(^|-)text$|^folded$/;

/** Reads a question as a case number, a law (with its article), a precedent or a number that rules find. Names and words mean nothing here: they are
 *  looked for as they are.
 *  @throws {Refusal} `notFound` for an entity that there is not. */
export async function understandQuestion(
  db: Db,
  { q: text, entity: id, article: askedArticle }: Pick<SearchState, 'q' | 'entity' | 'article'>,
): Promise<UnderstoodQuestion> {
  if (id !== undefined) {
    const entity = await findEntity(db, id);
    if (entity === undefined) throw refuse('notFound');
    return { entities: [entity], ...(askedArticle === undefined ? {} : { article: askedArticle }) };
  }
  const caseNumber = parseCnj(text)?.number;
  for (const type of ['JURISPRUDENCIA', 'LEGISLACAO'] as const) {
    const [meant] = normalize(type, text);
    if (meant === undefined || UNRECOGNIZED.test(meant.rule)) continue;
    // mentions stand at the whole law
    const entities = await findEntitiesByKey(db, type, (meant.within ?? meant).key);
    if (entities.length === 0) continue;
    const article = meant.attributes['article'];
    return {
      ...(caseNumber === undefined ? {} : { caseNumber }),
      entities,
      ...(typeof article === 'string' && /^[\dA-Za-z-]{1,12}$/.test(article) ? { article } : {}),
    };
  }
  const found = readNumber(text);
  const entities = found === undefined ? [] : await findEntitiesByKey(db, found.type, found.entity.key);
  return { ...(caseNumber === undefined ? {} : { caseNumber }), entities };
}

/** A number that rules find, where it is all of the text; a CPF may be nothing but digits. */
function readNumber(text: string): RuleMention | undefined {
  return [text, `CPF ${text}`].flatMap((written) => findNumbers(written)).find((found) => found.text === text);
}

/** A POSIX regular expression for mentions that name an article, alone or in a list ("arts. 4º e 5º"). */
export function articlePattern(article: string): string {
  const number = article.replaceAll(/[^\dA-Za-z-]/g, '');
  return `\\mart[a-z.]*\\s*([0-9.]+[ºo°]?(-[a-z])?\\s*(,|e|a|ao)?\\s*)*${number}([ºo°,;.\\s]|$)`;
}
