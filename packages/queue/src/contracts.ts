/** What the feeder tops up. */
export interface FeedQueue<Job> extends AsyncDisposable {
  /** Adds jobs; one that is already in the queue (waiting, delayed or running) is ignored.
   *  `lane` 0 goes first, higher lanes later (0 … 1000); equal lanes in order of adding.
   *  @throws {PipelineError} `queue-unavailable` (retryable) when the queue does not answer within seconds. */
  add(jobs: readonly { readonly data: Job; readonly lane: number }[]): Promise<void>;
  /** Jobs that are not running yet: waiting, and delayed after an error. @throws as `add`. */
  countWaiting(): Promise<number>;
  /** Forgets every job, running ones included (their consumers notice when they finish; nothing breaks). @throws as `add`. */
  clear(): Promise<void>;
}

/** How long a queue is asked. */
export interface FeedQueueOptions {
  /** After this long without an answer the queue counts as unavailable. Default 10 s. */
  readonly answerTimeoutMs?: number;
}

/** What a processor gets beside its job. */
export interface JobContext {
  /** Fires when the consumer stops: give the document back and answer `release`. */
  readonly signal: AbortSignal;
}

/** How a consumer works. The locks of running jobs are renewed by this process's event loop: never block it for more than
 *  a few seconds, or other consumers take the jobs over (after `lockDurationMs`). */
export interface ConsumerOptions<Job> {
  /** Jobs running at once in this process. */
  readonly concurrency: number;
  /** `done`: the job is over (whatever became of its document: Postgres knows). `release`: it goes back at once and somebody
   *  takes it later, no failure counted. Throwing puts it back with exponential backoff and jitter, without limit. */
  readonly process: (job: Job, context: JobContext) => Promise<'done' | 'release'>;
  /** Told about lost connections and unexpected throws; the consumer goes on by itself. Errors are `PipelineError`s whose
   *  messages carry codes only. */
  readonly onError?: (error: unknown) => void;
  /** After this long without renewal a job is somebody else's. Default 30 s; tests shorten it. */
  readonly lockDurationMs?: number;
}

/** Takes jobs until it is stopped. Disposing stops it. */
export interface Consumer extends AsyncDisposable {
  /** Takes no new jobs, fires the signal of the running ones and waits until they have answered or `timeoutMs` (default
   *  8,000) is over; whoever has not answered by then loses its lock and the job comes back after `lockDurationMs`. */
  stop(options?: { timeoutMs?: number }): Promise<void>;
  /** Jobs that are being processed in this process now. */
  readonly running: number;
}

/** One recurring wake-up: by calendar (`cron`, 5 or 6 fields, in `timeZone`) or every so many milliseconds. */
export type WakeUp =
  | { readonly name: string; readonly cron: string; readonly timeZone: string }
  | { readonly name: string; readonly everyMs: number };

/** The recurring wake-ups of all processes on one queue; each due time wakes one process. */
export interface WakeUps extends AsyncDisposable {
  /** Makes the wake-ups be exactly these: adds, changes and removes; survives a wiped Redis only by being called again.
   *  One that BullMQ refuses (it knows fewer cron expressions than we do) is thrown when the others are set. */
  set(wakeUps: readonly WakeUp[]): Promise<void>;
}
