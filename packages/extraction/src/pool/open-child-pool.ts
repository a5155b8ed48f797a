import { PipelineError } from '@acervo/runtime';
import type { ChildCommand } from './child-command.ts';
import type { ExtractorPoolOptions } from './open-extractor-pool.ts';
import { openOrphanGuard } from './orphan-guard.ts';
import { openSlots } from './slots.ts';
import { SupervisedChild } from './supervised-child.ts';

/** Child processes that are lent out one exchange at a time. */
export interface ChildPool extends AsyncDisposable {
  /** Rejects (`internal`) once {@link MAX_FAILED_STARTS} children in a row did not start. Never resolves. */
  readonly failed: Promise<never>;
  /** Waits for a free child. `use` gets a signal that fires with `signal` or when the pool is closed. */
  use<Result>(
    signal: AbortSignal | undefined,
    use: (child: SupervisedChild, stopped: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
}

const RECYCLE_AFTER_DOCUMENTS = 200;
/** Children in a row that do not start before the pool is given up. */
const MAX_FAILED_STARTS = 5;
/** A child that holds more than this part of its limit after a document is replaced. */
const RECYCLE_SHARE = 0.5;

/** Opens a pool of children that `command` starts. Closing it kills them and waits until they are gone. */
export function openChildPool(options: ExtractorPoolOptions, command: ChildCommand): ChildPool {
  const { maxRssBytes, recycleAfterDocuments = RECYCLE_AFTER_DOCUMENTS } = options;
  const closing = new AbortController();
  const guard = openOrphanGuard();
  const idle: SupervisedChild[] = [];
  const living = new Set<SupervisedChild>();
  const slots = openSlots(options.children);

  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {}); // whoever awaits `failed` hears of it; nobody has to
  let failedStarts = 0;

  async function start(signal: AbortSignal): Promise<SupervisedChild> {
    const child = await SupervisedChild.start(command, options, signal).catch((error: unknown) => {
      if (error instanceof PipelineError && error.code !== 'stopped') failedStarts += 1;
      if (failedStarts >= MAX_FAILED_STARTS) failure.reject(error);
      throw error;
    });
    failedStarts = 0;
    living.add(child);
    guard.watch(child.pid);
    void child.exited.then((reason) => {
      living.delete(child);
      guard.forget(child.pid);
      options.onChildExit?.({ pid: child.pid, reason, documents: child.documents });
    });
    return child;
  }

  async function takeChild(signal: AbortSignal): Promise<SupervisedChild> {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) if (!child.isOver) return child;
    return await start(signal);
  }

  async function giveBack(child: SupervisedChild): Promise<void> {
    const isGrown = child.rssBytes > RECYCLE_SHARE * maxRssBytes;
    if (child.documents < recycleAfterDocuments && !isGrown && !closing.signal.aborted) idle.push(child);
    else {
      child.kill('recycled');
      await child.exited;
    }
  }

  async function useOnce<Result>(child: SupervisedChild, use: (child: SupervisedChild) => Promise<Result>) {
    try {
      const result = await use(child);
      await giveBack(child);
      return result;
    } catch (error) {
      if (child.isOver) await child.exited;
      else await giveBack(child);
      throw error;
    }
  }

  async function useChild<Result>(
    stopped: AbortSignal,
    use: (child: SupervisedChild) => Promise<Result>,
  ): Promise<Result> {
    using _slot = await slots.take(stopped);
    const child = await takeChild(stopped);
    const wasFresh = child.documents === 0;
    try {
      return await useOnce(child, use);
    } catch (error) {
      // the memory may be what earlier documents left behind: only a fresh process proves that it is this one
      const isProven = wasFresh || !(error instanceof PipelineError) || error.code !== 'out-of-memory';
      if (isProven || stopped.aborted) throw error;
      return await useOnce(await start(stopped), use);
    }
  }

  const working = new Set<Promise<unknown>>();
  return {
    failed: failure.promise,
    async use(signal, use) {
      const stopped = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const work = useChild(stopped, (child) => use(child, stopped));
      working.add(work);
      try {
        return await work;
      } finally {
        working.delete(work);
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.allSettled(working);
      for (const child of living) child.kill('stopped');
      await Promise.all([...living].map((child) => child.exited));
      guard.close();
    },
  };
}
