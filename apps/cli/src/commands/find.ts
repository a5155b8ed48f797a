import {
  type DocumentFilter,
  type FoundEntity,
  findEntities,
  findMentions,
  findSimilarEntities,
  findThresholds,
  type MentionCursor,
  type Thresholds,
} from '@acervo/db';
import { SECTION_KINDS, type SectionKind } from '@acervo/legal';
import { ENTITY_TYPES, isEntityType } from '@acervo/ner-core';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { dateOption } from '../date-option.ts';
import { decimal } from '../decimal.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import {
  addDocumentOptions,
  chooseDocumentFilter,
  type DocumentOptions,
  repeatDocumentOptions,
} from '../document-options.ts';
import { findList } from '../find/find-list.ts';
import { printMentions } from '../find/print-mentions.ts';
import { findWatched, readWatchList } from '../find/read-watch-list.ts';
import { folded } from '../folded.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { orInterrupted } from '../interrupted.ts';
import { findRole, listRoles } from '../role-words.ts';
import { scoreOption } from '../score-option.ts';
import { openSession, type Session } from '../session.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';
import { findStoredType, TYPE_WORDS, typeWord } from '../type-words.ts';

interface FindOptions extends GlobalOptions, DocumentOptions {
  readonly list?: string;
  readonly since?: string;
  readonly limit?: number;
  readonly after?: string;
  readonly minScore?: number;
  readonly role?: readonly string[];
  readonly section?: readonly SectionKind[];
  readonly json?: boolean;
}

const SHOWN_ENTITIES = 10;

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  const args = [
    ['[type]', 'typeWord'],
    ['[text...]', 'text'],
  ] as const;
  const command = defineCommand<FindOptions>(registry, 'find', args, ([type, ...text], options) =>
    options.list === undefined
      ? find(context, required(context, '<type>', type), required(context, '<text>', text.join(' ')), options)
      : findListed(context, options.list, options, type),
  );
  addDocumentOptions(command, context)
    .option('--list <file>', help('list'))
    .option('--since <date>', help('since'), dateOption(context, '--since', 'first'))
    .option('--limit <n>', help('limit'), wholeNumber(context, '--limit', 1))
    .option('--after <position>', help('after'))
    .option('--min-score <score>', help('minScore'), scoreOption(context, '--min-score', 'acervo find'))
    .option('--role <role>', help('role'), (value, before: readonly string[] = []) => [
      ...before,
      readRole(context, value),
    ])
    .option('--section <section>', help('section'), (value, before: readonly SectionKind[] = []) => [
      ...before,
      readSection(context, value),
    ])
    .option('--json', help('json'));
}

async function find(context: Context, word: string, text: string, options: FindOptions): Promise<ExitCode> {
  const { say, output, signal, language } = context;
  const after = options.after === undefined ? undefined : readCursor(context, options.after);
  const limit = options.limit ?? 20;
  await using session = await openSession(context, options, { create: false });
  const type = await findStoredType(session.db, word);
  if (type === undefined)
    throw new CommandError(say.notAType(oneLine(word)), say.typesAre(TYPE_WORDS[language].join(', ')));
  const roles = options.role ?? [];
  const sections = options.section ?? [];
  if (roles.length > 0 && type !== 'PESSOA' && type !== 'any')
    throw new CommandError(say.roleOfPeople, say.seeHelp('acervo find'));
  const documents = await chooseDocuments(context, session, options);
  const question = { text, ...(type === 'any' ? {} : { type }) };
  const thresholds = ofType(
    type,
    options.minScore === undefined ? await findThresholds(session.db) : sameForAll(options.minScore),
  );
  const [entities, found] = await orInterrupted(
    Promise.all([
      after === undefined ? findEntities(session.db, { ...question, limit: SHOWN_ENTITIES }) : [],
      findMentions(session.db, {
        ...question,
        documents,
        roles,
        sections,
        thresholds,
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      }),
    ]),
    signal,
  );
  const mentions = found.slice(0, limit);
  const last = found.length > limit ? mentions.at(-1) : undefined;
  const next = last === undefined ? undefined : `${last.entityId}.${last.documentId}.${last.start}`;
  const nothing = entities.length === 0 && mentions.length === 0 && after === undefined;
  const similar = nothing
    ? await orInterrupted(findSimilarEntities(session.db, { ...question, limit: SHOWN_ENTITIES }), signal)
    : [];
  if (options.json) {
    output.json({ entities, mentions, similar, thresholds, after: next ?? null });
    return 0;
  }
  if (mentions.length === 0) output.print(say.noMentions);
  if (similar.length > 0) {
    output.print(say.similarTitle);
    printEntities(context, similar);
  }
  if (entities.length > 0) printEntities(context, entities);
  if (mentions.length > 0) {
    output.print(output.result.bold(say.mentionsTitle));
    printMentions(context, mentions);
  }
  noteThresholds(context, thresholds, { given: options.minScore, counted: entities.length > 0 });
  if (entities.length > 0 && (Object.keys(documents).length > 0 || roles.length + sections.length > 0))
    output.note(output.notes.dim(say.totalsOfAllDocuments));
  const again = ['acervo find', word, quote(text), `--after ${next}`];
  if (options.limit !== undefined) again.push(`--limit ${limit}`);
  if (options.minScore !== undefined) again.push(`--min-score ${options.minScore}`);
  for (const role of roles) again.push(`--role ${quote(role)}`);
  for (const section of sections) again.push(`--section ${section}`);
  if (options.since !== undefined) again.push(`--since ${options.since}`);
  again.push(...repeatDocumentOptions(options, quote));
  if (options.archive !== undefined) again.push(`--archive ${quote(options.archive)}`);
  if (options.lang !== undefined) again.push(`--lang ${options.lang}`);
  if (next !== undefined) output.note(say.more(oneLine(again.join(' '))));
  return 0;
}

/** Mentions that each name of a list shows for one that is mentioned often. */
const SHOWN_OF_LIST = 5;

async function findListed(context: Context, file: string, options: FindOptions, word?: string): Promise<ExitCode> {
  const { say } = context;
  if (word !== undefined || options.after !== undefined)
    throw new CommandError(say.listAlone, say.seeHelp('acervo find'));
  const rows = await readWatchList(context, file);
  await using session = await openSession(context, options, { create: false });
  const list = await findWatched(context, session, rows);
  const thresholds = options.minScore === undefined ? await findThresholds(session.db) : sameForAll(options.minScore);
  const documents = await chooseDocuments(context, session, options);
  const { limit = SHOWN_OF_LIST, json = false, role: roles = [], section: sections = [] } = options;
  await findList(context, session, list, { documents, roles, sections, thresholds, limit, json });
  return 0;
}

async function chooseDocuments(context: Context, session: Session, options: FindOptions): Promise<DocumentFilter> {
  const filter = await chooseDocumentFilter(context, session, options);
  return options.since === undefined ? filter : { ...filter, recognizedSince: options.since };
}

function sameForAll(score: number): Thresholds {
  return Object.fromEntries(ENTITY_TYPES.map((type) => [type, score]));
}

function readSection({ say }: Context, word: string): SectionKind {
  const asked = folded(word);
  const section = SECTION_KINDS.find((kind) => kind === asked);
  if (section === undefined)
    throw new CommandError(say.notASection(oneLine(word)), say.sectionsAre(SECTION_KINDS.join(', ')));
  return section;
}

function readRole({ say, language }: Context, word: string): string {
  const role = findRole(word);
  if (role === undefined) throw new CommandError(say.notARole(oneLine(word)), say.rolesOfPeople(listRoles(language)));
  return role;
}

function required({ say }: Context, name: string, value: string | undefined): string {
  if (value === undefined || value === '')
    throw new CommandError(say.missingArgument(name), say.seeHelp('acervo find'));
  return value;
}

function printEntities({ say, output, number, language }: Context, entities: readonly FoundEntity[]): void {
  output.print(output.result.bold(say.entitiesTitle));
  const columns = ['', say.typeTitle, say.mentions, say.documents, say.decisions];
  const rows = entities.map(({ name, type, mentions, documents, decisions }) => [
    name,
    typeWord(type, language),
    number(mentions),
    number(documents),
    number(decisions),
  ]);
  for (const line of formatTable(columns, rows, output.resultColumns)) output.print(`  ${line}`);
  output.print();
}

/** What is not shown, and how to see it: nothing may be hidden in silence. */
function noteThresholds(
  { say, output, language }: Context,
  thresholds: Thresholds,
  { given, counted }: { given: number | undefined; counted: boolean },
): void {
  const written = (score: number) => decimal(String(score), language);
  const all = Object.entries(thresholds).filter(([, threshold]) => threshold > 0);
  if (all.length === 0) return;
  const named =
    given === undefined
      ? all.map(([type, threshold]) => `${written(threshold)} (${typeWord(type, language)})`).join(', ')
      : written(given);
  output.note(output.notes.dim(`${say.hiddenBelow(named)}${counted ? `; ${say.totalsOfAll}` : ''}`));
}

/** Those thresholds that a question about `type` can meet. */
function ofType(type: string, thresholds: Thresholds): Thresholds {
  if (type === 'any') return thresholds;
  if (!isEntityType(type)) return {};
  const threshold = thresholds[type];
  return threshold === undefined ? {} : { [type]: threshold };
}

function readCursor({ say }: Context, text: string): MentionCursor {
  const parts = /^(\d{1,15})\.(\d{1,15})\.(\d{1,10})$/.exec(text);
  if (parts === null) throw new CommandError(say.notAPosition(text), say.seeHelp('acervo find'));
  return { entityId: Number(parts[1]), documentId: Number(parts[2]), start: Number(parts[3]) };
}

/** An argument as a shell takes it. */
function quote(text: string): string {
  return /^[\p{L}\p{N}_./:-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
