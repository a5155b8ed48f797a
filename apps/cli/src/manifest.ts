import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CommandError } from './command-error.ts';
import { folded } from './folded.ts';
import type { Messages } from './messages.ts';

/** One row of a manifest: which document (by path or by hash), and what a person knows about it. */
export interface ManifestEntry {
  readonly path?: string;
  readonly sha256?: string;
  readonly ownId?: string;
  readonly court?: string;
  readonly caseNumber?: string;
  /** ISO date. */
  readonly judgedOn?: string;
  readonly class?: string;
  /** Every other column, and a date that could not be read, under the names of the file's header. */
  readonly extra: Record<string, string>;
}

export interface Manifest {
  /** Its real absolute path. */
  readonly file: string;
  /** Names of the header that are kept as they are. */
  readonly extraColumns: readonly string[];
  /** The rows, read anew each time, without those that name no document. */
  rows(): AsyncGenerator<ManifestEntry>;
}

type Encoding = 'utf-8' | 'windows-1252';
type Field = 'path' | 'sha256' | 'ownId' | 'court' | 'caseNumber' | 'judgedOn' | 'class';

/** Header names, folded (lower case, no accents, letters and digits only). */
const ALIASES: Readonly<Record<Field, readonly string[]>> = {
  path: ['path', 'file', 'filename', 'filepath', 'arquivo', 'caminho', 'nomedoarquivo', 'nomearquivo'],
  sha256: ['sha256', 'hash', 'hashsha256'],
  ownId: ['id', 'ownid', 'identifier', 'identificador', 'codigo'],
  court: ['court', 'tribunal', 'corte'],
  caseNumber: ['case', 'casenumber', 'processo', 'numerodoprocesso', 'numeroprocesso', 'nprocesso', 'autos'],
  judgedOn: ['date', 'judgedon', 'data', 'datadojulgamento', 'datajulgamento', 'datadadecisao', 'datadecisao'],
  class: ['class', 'classe', 'classeprocessual'],
};

/** Opens a CSV of metadata: UTF-8 or, where it is not valid UTF-8, Windows-1252 (which
 *  Latin-1 is part of); comma, semicolon or tab, whichever the
 *  header uses most; header names in English or Portuguese.
 *  @throws {CommandError} if the file can't be read or no column names the documents. */
export async function openManifest(file: string, say: Messages): Promise<Manifest> {
  const { encoding, firstLine } = await inspect(file, say);
  const delimiter = mostFrequent(firstLine, [',', ';', '\t']);
  const header = await readHeader(file, encoding, delimiter, say);
  const fields = header.map(findField).map((field, at, all) => (all.indexOf(field) === at ? field : undefined));
  if (!fields.includes('path') && !fields.includes('sha256'))
    throw new CommandError(say.manifestNoColumn, say.manifestHint);
  return {
    file: await realpath(file),
    extraColumns: header.filter((_, column) => fields[column] === undefined),
    async *rows() {
      let first = true;
      for await (const cells of openRows(file, encoding, delimiter)) {
        if (first) {
          first = false;
          continue;
        }
        const entry = readEntry(header, fields, cells);
        if (entry.path !== undefined || entry.sha256 !== undefined) yield entry;
      }
    },
  };
}

/** An ISO date from `2018-03-23`, `23/03/2018`, `23.3.2018` or either with a time after it; undefined for anything else. */
export function readDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  const brazilian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [brazilian?.[3], brazilian?.[2], brazilian?.[1]];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (Number(year) === 0) return undefined; // no year in PostgreSQL
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : undefined;
}

function readEntry(
  header: readonly string[],
  fields: readonly (Field | undefined)[],
  cells: readonly string[],
): ManifestEntry {
  const known: Partial<Record<Field, string>> = {};
  const extra: Record<string, string> = {};
  header.forEach((name, column) => {
    const value = (cells[column] ?? '').replaceAll('\0', '').toWellFormed().trim(); // PostgreSQL takes neither
    if (value === '') return;
    const field = fields[column];
    if (field === undefined) {
      extra[name] = value;
      return;
    }
    const read = READERS[field]?.(value) ?? (READERS[field] ? undefined : value);
    if (read === undefined) extra[name] = value;
    else known[field] = read;
  });
  return { ...known, extra };
}

const READERS: Partial<Record<Field, (value: string) => string | undefined>> = {
  path: (value) => value.replaceAll('\\', '/').replace(/^(\.\/)+/, ''),
  sha256: (value) => (/^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : undefined),
  judgedOn: readDate,
};

function findField(name: string): Field | undefined {
  const plain = folded(name).replace(/[^a-z0-9]/g, '');
  return (Object.keys(ALIASES) as Field[]).find((field) => ALIASES[field].includes(plain));
}

async function inspect(file: string, say: Messages): Promise<{ encoding: Encoding; firstLine: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const head: Buffer[] = [];
  let encoding: Encoding = 'utf-8';
  try {
    for await (const chunk of createReadStream(file)) {
      if (head.length === 0) head.push(chunk);
      if (encoding === 'utf-8' && !isValid(decoder, chunk)) {
        encoding = 'windows-1252';
        break;
      }
    }
  } catch {
    throw new CommandError(say.manifestUnreadable, say.fileHint);
  }
  const firstLine = Buffer.concat(head).toString('latin1').split(/\r?\n/, 1)[0] ?? '';
  return { encoding, firstLine };
}

function isValid(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function openRows(file: string, encoding: Encoding, delimiter: string): AsyncIterable<string[]> {
  const parser = parse({ delimiter, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true });
  const text = Readable.from(decode(file, encoding));
  text.on('error', (error) => parser.destroy(error));
  return text.pipe(parser);
}

async function* decode(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function readHeader(file: string, encoding: Encoding, delimiter: string, say: Messages): Promise<string[]> {
  for await (const row of openRows(file, encoding, delimiter)) return row.map((name) => name.trim());
  throw new CommandError(say.manifestEmpty, say.manifestHint);
}

function mostFrequent(line: string, delimiters: readonly string[]): string {
  const counts = delimiters.map((each) => line.split(each).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}
