import { expect, it } from 'vitest';
import { planThreads } from './plan-threads.ts';

const machine = { cores: 16, memoryBytes: 64e9 };

it('small graphs get one single-threaded session per core', () => {
  expect(planThreads({ graphBytes: 20e6 }, {}, machine)).toEqual({ threads: 16, intraOpThreads: 1 });
});

it('big graphs share the cores', () => {
  expect(planThreads({ graphBytes: 430e6 }, {}, machine)).toEqual({ threads: 4, intraOpThreads: 4 });
  expect(planThreads({ graphBytes: 430e6 }, {}, { cores: 2, memoryBytes: 8e9 })).toEqual({
    threads: 1,
    intraOpThreads: 2,
  });
});

it('sessions take at most half of the memory, but one is always opened', () => {
  expect(planThreads({ graphBytes: 20e6 }, {}, { cores: 16, memoryBytes: 2e9 }).threads).toBe(3);
  expect(planThreads({ graphBytes: 1.4e9 }, {}, { cores: 16, memoryBytes: 2e9 }).threads).toBe(1);
});

it('what is asked for wins, and a GPU gets one thread', () => {
  expect(planThreads({ graphBytes: 430e6 }, { threads: 2 }, machine)).toEqual({ threads: 2, intraOpThreads: 4 });
  expect(planThreads({ graphBytes: 20e6 }, { device: 'cuda' }, machine)).toEqual({ threads: 1, intraOpThreads: 1 });
});
