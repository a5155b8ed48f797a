import { type ChildProcess, spawn } from 'node:child_process';
import { PipelineError } from '@acervo/runtime';
import { encodeFrame, type Frame, type FrameKind, FrameReader } from '../child/frames.ts';
import type { ChildCommand } from './child-command.ts';
import { type Deadline, openDeadline } from './deadline.ts';
import { type ChildLimits, type EndReason, endError, maxResultBytes } from './end-reason.ts';
import { readResidentMemory, WATCH_INTERVAL_MS } from './resident-memory.ts';

const START_TIMEOUT_MS = 60_000;

/** One supervised process that works on one document at a time. Whatever goes wrong in it ends it; a document that
 *  merely cannot be read does not. */
export class SupervisedChild {
  readonly pid: number;
  /** Documents it has finished, well or not. */
  documents = 0;
  /** The last known resident memory. */
  rssBytes = 0;
  readonly #process: ChildProcess;
  readonly limits: ChildLimits;
  /** Resolves with the reason once the process is gone. */
  readonly exited: Promise<EndReason>;
  #reason: EndReason | undefined;
  #reader: FrameReader;
  #receive: (frame: Frame) => void = () => {};
  /** Not a handler of `exited`: it would keep every result until the process ends. */
  #onEnd: (reason: EndReason) => void = () => {};
  #ranOutOfHeap = false;
  #received = 0;
  readonly #deadline: Deadline;

  private constructor(command: ChildCommand, limits: ChildLimits) {
    this.limits = limits;
    this.#deadline = openDeadline(limits.timeoutMs, () => this.kill('timeout'));
    this.#reader = new FrameReader(maxResultBytes(limits));
    this.#process = spawn(command.file, command.arguments, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {},
      cwd: '/',
      windowsHide: true,
    });
    this.pid = this.#process.pid ?? 0;
    const { stdin, stdout, stderr } = this.#pipes();
    stdin.on('error', () => {}); // it died before it had read all: its exit tells
    stdout.on('data', (chunk: Buffer) => this.#push(chunk));
    stderr.on('data', (chunk: Buffer) => {
      // dropped, since it may quote the document, but for V8's own last words
      this.#ranOutOfHeap ||= chunk.includes('heap out of memory') || chunk.includes('Array buffer allocation failed');
    });
    this.exited = new Promise((resolve) => {
      const end = () => {
        this.#reason ??= this.#ranOutOfHeap ? 'out-of-memory' : 'crashed';
        this.#onEnd(this.#reason);
        resolve(this.#reason);
      };
      this.#process.on('close', end);
      this.#process.on('error', end);
    });
  }

  /** Starts a process and waits until its code is loaded.
   *  @throws {PipelineError} `internal` (retryable) if it doesn't start, `stopped` if `signal` fires first. */
  static async start(command: ChildCommand, limits: ChildLimits, signal?: AbortSignal): Promise<SupervisedChild> {
    const child = new SupervisedChild(command, limits);
    const stop = () => child.kill('stopped');
    signal?.addEventListener('abort', stop, { once: true });
    const ready = new Promise<true>((resolve) => {
      child.#receive = ({ kind }) => kind === 'ready' && resolve(true);
    });
    const timer = setTimeout(() => child.kill('timeout'), limits.startTimeoutMs ?? START_TIMEOUT_MS);
    const result = await Promise.race([ready, child.exited]);
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    if (result === true) return child;
    if (result === 'stopped') throw child.#describeEnd(result);
    throw new PipelineError('internal', `extraction process did not start: ${result}`, { retryable: true });
  }

  /** Whether the process is gone or about to be. */
  get isOver(): boolean {
    return this.#reason !== undefined;
  }

  /** Ends the process at once. */
  kill(reason: EndReason): void {
    this.#reason ??= reason;
    this.#process.kill('SIGKILL');
  }

  /** Ends the process, since what it said makes no sense.
   *  @throws {PipelineError} `crashed` */
  misbehaved(): never {
    this.kill('crashed');
    throw this.#describeEnd('crashed');
  }

  /** Sends a request and hands what comes back to `take` until it gives a result or throws a PipelineError; any other
   *  error means that what came is not to be trusted, and ends the process. So does any error while `take` makes an answer,
   *  for which the child would wait.
   *  @throws {PipelineError} that of `take`, or the reason of the process' end */
  async exchange<Result>(
    request: object,
    bytes: Uint8Array,
    take: (frame: Frame) => Result | undefined | Promise<undefined>,
    signal?: AbortSignal,
  ): Promise<Result> {
    if (signal?.aborted) throw this.#describeEnd('stopped');
    if (this.#reason !== undefined) throw this.#describeEnd(this.#reason);
    const stop = () => this.kill('stopped');
    signal?.addEventListener('abort', stop, { once: true });
    const finished = Promise.withResolvers<Result>();
    this.#onEnd = (reason) => finished.reject(this.#describeEnd(reason));
    const giveUp = (error: unknown) => {
      if (error instanceof PipelineError) finished.reject(error);
      this.kill('crashed');
    };
    this.#receive = (frame) => {
      if (frame.kind === 'memory') return this.#checkMemory(Number((frame.head as { rssBytes?: number }).rssBytes));
      try {
        const result = take(frame);
        if (result instanceof Promise) result.catch(giveUp);
        else if (result !== undefined) finished.resolve(result);
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error;
        finished.reject(error);
      }
    };
    this.#received = 0;
    this.#deadline.start();
    using _watch = this.#watchMemory();
    try {
      this.send('document', request, bytes);
      return await finished.promise;
    } finally {
      this.#deadline.stop();
      signal?.removeEventListener('abort', stop);
      this.#receive = () => this.kill('crashed'); // nobody asked
      this.#onEnd = () => {};
      this.documents++;
      if (process.platform === 'linux') this.rssBytes = (await readResidentMemory(this.pid)) ?? this.rssBytes;
    }
  }

  /** Sends a message in the course of an exchange. */
  send(kind: FrameKind, head: unknown, bytes?: Uint8Array): void {
    for (const piece of encodeFrame(kind, head, bytes)) this.#pipes().stdin.write(piece);
  }

  /** Time and size of what comes count anew: a part of the work is done. */
  prolong(): void {
    this.#received = 0;
    this.#deadline.restart();
  }

  /** Does something for the child, which waits for it: the time that takes (the database may be away) is none of its own. */
  unhurried<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#deadline.without(work);
  }

  #describeEnd(reason: EndReason): PipelineError {
    const { exitCode, signalCode } = this.#process;
    return endError(reason, this.limits, signalCode ?? exitCode);
  }

  #push(chunk: Buffer): void {
    this.#received += chunk.byteLength;
    if (this.#received > maxResultBytes(this.limits)) this.kill('too-large');
    if (this.isOver) return;
    try {
      for (const frame of this.#reader.push(chunk)) this.#receive(frame);
    } catch {
      // what it sent is not the protocol: the process is broken, or no longer ours
      this.kill('crashed');
    }
  }

  #watchMemory(): Disposable {
    let isReading = false;
    const timer = setInterval(async () => {
      if (isReading) return;
      isReading = true;
      const rssBytes = await readResidentMemory(this.pid);
      isReading = false;
      if (rssBytes !== undefined) this.#checkMemory(rssBytes);
    }, WATCH_INTERVAL_MS);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }

  #checkMemory(rssBytes: number): void {
    this.rssBytes = rssBytes;
    if (rssBytes > this.limits.maxRssBytes) this.kill('out-of-memory');
  }

  #pipes() {
    const { stdin, stdout, stderr } = this.#process;
    if (stdin === null || stdout === null || stderr === null) throw new PipelineError('internal', 'no pipes');
    return { stdin, stdout, stderr };
  }
}
