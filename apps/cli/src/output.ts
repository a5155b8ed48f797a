import { openStyle, type Style } from './style.ts';

/** Where a command writes: results to stdout, everything else (progress, notes, errors) to stderr. */
export interface Output {
  /** A line of the result. */
  print(line?: string): void;
  /** A line for the person. */
  note(line: string): void;
  /** Text as it is to stderr: what progress bars are drawn with. */
  draw(text: string): void;
  /** A value as one JSON line of the result; bigints become numbers where exact, else strings. */
  json(value: unknown): void;
  readonly result: Style;
  readonly notes: Style;
  readonly resultColumns: number;
  readonly noteColumns: number;
  readonly noteTerminal: boolean;
  /** Resolves when everything written has left the process. */
  flush(): Promise<void>;
}

/** Writes to the process' own streams. A reader that went away (`| head`) is no error: what follows is dropped. */
export function openOutput(environment: NodeJS.ProcessEnv): Output {
  const { stdout, stderr } = process;
  const closed = new Set<NodeJS.WriteStream>();
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
      closed.add(stream);
    });
  }
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (!closed.has(stream)) stream.write(text);
  };
  const flushed = (stream: NodeJS.WriteStream) =>
    new Promise<void>((resolve) => {
      if (closed.has(stream)) resolve();
      else stream.write('', () => resolve());
    });
  return {
    print: (line = '') => write(stdout, `${line}\n`),
    note: (line) => write(stderr, `${line}\n`),
    draw: (text) => write(stderr, text),
    json: (value) => write(stdout, `${toJson(value)}\n`),
    result: openStyle(stdout.isTTY === true, environment),
    notes: openStyle(stderr.isTTY === true, environment),
    get resultColumns() {
      return stdout.columns || 100;
    },
    get noteColumns() {
      return stderr.columns || 80;
    },
    noteTerminal: stderr.isTTY === true && environment['TERM'] !== 'dumb',
    async flush() {
      await Promise.all([flushed(stdout), flushed(stderr)]);
    },
  };
}

/** JSON for programs: bigints as numbers where these are exact, bytes as hex. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'bigint') return Number.isSafeInteger(Number(item)) ? Number(item) : item.toString();
    return item;
  });
}
