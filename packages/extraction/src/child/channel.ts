import { encodeFrame, type Frame, type FrameKind, FrameReader } from './frames.ts';

/** The child's end of the pipes. */
export interface Channel {
  /** Ends when the parent is gone. */
  readonly frames: AsyncIterable<Frame>;
  /** Resolves when the parent has room for more. */
  send(kind: FrameKind, head?: unknown, body?: Uint8Array): Promise<void>;
}

/** Takes stdin and stdout over. What libraries print is dropped: warnings of pdf.js may quote the document. */
export function openChannel(): Channel {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace'] as const) console[name] = () => {};
  return {
    frames: readFrames(),
    async send(kind, head, body) {
      for (const piece of encodeFrame(kind, head, body)) {
        await new Promise<void>((resolve, reject) => write(piece, (error) => (error ? reject(error) : resolve())));
      }
    },
  };
}

async function* readFrames(): AsyncGenerator<Frame> {
  const reader = new FrameReader(Number.MAX_SAFE_INTEGER);
  for await (const chunk of process.stdin) yield* reader.push(chunk as Uint8Array);
}

/** Linux tells the parent by itself. */
const reportsMemory = process.platform !== 'linux';

/** Tells the parent how much memory this process holds, where it can't see that. */
export async function reportMemory(channel: Channel): Promise<void> {
  if (reportsMemory) await channel.send('memory', { rssBytes: process.memoryUsage.rss() });
}
