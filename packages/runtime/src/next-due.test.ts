import { expect, test } from 'vitest';
import { findNextDue } from './next-due.ts';

const next = (cron: string, timeZone: string, after: string) =>
  findNextDue({ cron, timeZone }, new Date(after))!.toISOString();

test('two in the morning is that of the time zone, not of the server', () => {
  expect(next('0 2 * * *', 'America/Sao_Paulo', '2026-11-24T00:00:00Z')).toBe('2026-11-24T05:00:00.000Z');
});

test('the due time itself is not after it', () => {
  expect(next('0 2 * * *', 'America/Sao_Paulo', '2026-11-24T05:00:00Z')).toBe('2026-11-25T05:00:00.000Z');
});

test('a night whose hour is skipped still has its run, and one whose hour repeats has it once', () => {
  const dueTimes = (timeZone: string, cron: string, from: string, count: number) => {
    const times: string[] = [];
    for (let at = from; times.length < count; at = times.at(-1)!) times.push(next(cron, timeZone, at));
    return times;
  };
  // São Paulo skipped 00:00-01:00 on 2018-11-04 and repeated 23:00-24:00 on 2018-02-17
  const spring = dueTimes('America/Sao_Paulo', '30 0 * * *', '2018-11-03T04:00:00Z', 2);
  expect(spring.map((time) => time.slice(0, 10))).toEqual(['2018-11-04', '2018-11-05']);
  const autumn = dueTimes('America/Sao_Paulo', '30 23 * * *', '2018-02-17T02:00:00Z', 2);
  expect(autumn.map((time) => time.slice(0, 13))).toEqual(['2018-02-18T01', '2018-02-19T02']);
});

test.each([
  ['61 2 * * *', 'America/Sao_Paulo'],
  ['0 2 * * *', 'America/Sao_Paolo'],
])('%s in %s is refused', (cron, timeZone) => {
  expect(() => findNextDue({ cron, timeZone }, new Date())).toThrowError(/cron expression/);
});

test.each(['0 0 30 2 *', '2018-12-24T02:00:00'])('%s is never due', (cron) => {
  expect(findNextDue({ cron, timeZone: 'America/Sao_Paulo' }, new Date())).toBeUndefined();
});
