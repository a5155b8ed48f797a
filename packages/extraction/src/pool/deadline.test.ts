import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDeadline } from './deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (ms: number) => () => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('the time that others take does not count, and what was left of it runs on after', async () => {
  const onOver = vi.fn();
  const deadline = openDeadline(100, onOver);
  deadline.start();
  await vi.advanceTimersByTimeAsync(60);
  const waiting = deadline.without(after(500));
  await vi.advanceTimersByTimeAsync(500);
  await waiting;
  await vi.advanceTimersByTimeAsync(39);
  expect(onOver).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onOver).toHaveBeenCalledOnce();
});

test('a deadline that was stopped is not begun again by whoever comes late', async () => {
  const onOver = vi.fn();
  const deadline = openDeadline(100, onOver);
  deadline.start();
  const late = deadline.without(after(50));
  deadline.stop();
  deadline.restart();
  await vi.advanceTimersByTimeAsync(1000);
  await late;
  expect(onOver).not.toHaveBeenCalled();
});
