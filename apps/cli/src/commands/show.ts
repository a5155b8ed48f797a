import { type DocumentDetails, type DocumentReading, findDocuments, readDocument, readParts } from '@acervo/db';
import { FAILURE_HINTS, isFailureCode } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { orInterrupted } from '../interrupted.ts';
import { openSession } from '../session.ts';
import { describeCopies } from '../show/describe-copies.ts';
import { locateMentions } from '../show/locate-mentions.ts';
import { printParts } from '../show/print-parts.ts';
import { printPeople } from '../show/print-people.ts';
import { printPlaces } from '../show/print-places.ts';
import { readPlaces } from '../show/read-places.ts';
import { manyLines, oneLine } from '../terminal-text.ts';

interface ShowOptions extends GlobalOptions {
  readonly page?: number;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  defineCommand<ShowOptions>(registry, 'show', [['<document...>', 'document']], (words, options) =>
    show(context, words.join(' '), options),
  )
    .option('--page <n>', OPTION_HELP.page[context.language], wholeNumber(context, '--page', 1))
    .option('--json', OPTION_HELP.json[context.language]);
}

async function show(context: Context, reference: string, options: ShowOptions): Promise<ExitCode> {
  const { say, output, signal } = context;
  await using session = await openSession(context, options, { create: false });
  const document = choose(
    context,
    reference,
    await orInterrupted(findDocuments(session.db, reference, { limit: 11 }), signal),
  );
  const reading = await orInterrupted(readDocument(session.db, document.id), signal);
  const places =
    reading === undefined
      ? undefined
      : await orInterrupted(readPlaces(session.db, document.id, reading, options.page), signal);
  const parts = await orInterrupted(readParts(session.db, document.id), signal);
  if (options.json) {
    const shown = reading === undefined ? undefined : onPage(context, reading, options.page);
    const mentions = shown?.mentions.map((mention) => ({
      ...mention,
      places: locateMentions(places?.layouts ?? [], mention),
    }));
    output.json({
      ...document,
      ...parts,
      ...shown,
      ...(mentions === undefined ? {} : { mentions, removed: places?.removed }),
    });
    return 0;
  }
  printDetails(context, document);
  if (reading === undefined) {
    const code = document.errorCode ?? '';
    const hint = isFailureCode(code) ? FAILURE_HINTS[code][context.language] : say.redriveHint;
    throw new CommandError(say.documentNotRead(document.errorCode ?? document.status), hint);
  }
  if (options.page === undefined) printParts(context, parts);
  const shown = onPage(context, reading, options.page);
  printText(context, shown);
  printPeople(context, shown.mentions);
  if (options.page !== undefined && places !== undefined) printPlaces(context, shown.mentions, places);
  return 0;
}

/** The one document that is meant: the only one found, or the only one with exactly this path or name. */
function choose({ say }: Context, reference: string, found: readonly DocumentDetails[]): DocumentDetails {
  const [first, ...others] = found;
  if (first === undefined) throw new CommandError(say.noDocument(reference), say.noDocumentHint);
  if (others.length === 0) return first;
  const names = found.slice(0, 10).map(({ id, files }) => `#${id} ${oneLine(files[0]?.path ?? '')}`);
  throw new CommandError(say.manyDocuments(reference), names.join('\n'));
}

function printDetails({ output, say, number }: Context, document: DocumentDetails): void {
  const { bold, dim } = output.result;
  const [file, ...copies] = document.files;
  output.print(bold(oneLine(file?.path ?? `#${document.id}`)));
  for (const copy of copies) output.print(dim(oneLine(copy.path)));
  const { metadata } = document;
  const known = [metadata?.court, metadata?.caseNumber, metadata?.judgedOn, metadata?.class, metadata?.ownId];
  if (metadata?.title) output.print(oneLine(metadata.title));
  const facts = [
    `#${document.id}`,
    ...(document.pageCount === null ? [] : [say.countPages(number(document.pageCount))]),
    ...(document.wordCount === null ? [] : [say.countWords(number(document.wordCount))]),
    ...known.filter((value) => typeof value === 'string').map(oneLine),
  ];
  output.print(dim(facts.join(' · ')));
  for (const line of describeCopies(say, document)) output.print(line);
}

/** The part of a reading that lies on one page; all of it without a page. Positions stay those of the whole text. */
function onPage({ say }: Context, reading: DocumentReading, number: number | undefined): DocumentReading {
  if (number === undefined) return reading;
  const page = reading.pages.find((each) => each.number === number);
  if (page === undefined) throw new CommandError(say.noPage(number), say.seeHelp('acervo show'));
  return {
    text: reading.text,
    pages: [page],
    mentions: reading.mentions.filter(({ start, end }) => start < page.end && end > page.start),
  };
}

function printText({ output, say }: Context, { text, pages, mentions }: DocumentReading): void {
  const { dim } = output.result;
  const parts =
    pages.length === 0
      ? [{ number: 0, start: 0, end: text.length, reason: null, textSource: 'layer', confidence: null }]
      : pages;
  for (const { number, start, end, textSource, reason, confidence } of parts) {
    output.print();
    if (number > 0) output.print(dim(`── ${say.pageTitle(number)} ──`));
    if (textSource === 'ocr')
      output.print(dim(say.pageByOcr(oneLine(reason ?? ''), String(Math.round(100 * (confidence ?? 0))))));
    if (textSource === 'none') output.print(dim(say.pageEmpty(oneLine(reason ?? ''))));
    else output.print(highlightMentions(text, start, end, mentions, output.result.highlight));
  }
}

/** `text.slice(start, end)` with what is mentioned in it highlighted, also where a mention begins or ends outside. */
export function highlightMentions(
  text: string,
  start: number,
  end: number,
  mentions: readonly { readonly start: number; readonly end: number }[],
  highlight: (text: string) => string,
): string {
  let written = '';
  let at = start;
  for (const mention of mentions) {
    const from = Math.max(at, mention.start);
    const to = Math.min(end, mention.end);
    if (from >= to) continue;
    written += manyLines(text.slice(at, from)) + highlight(manyLines(text.slice(from, to)));
    at = to;
  }
  return (written + manyLines(text.slice(at, end))).trimEnd();
}
