import type { Path } from './path.ts';

/** The most probable state of each word, whatever stands around it (of equal ones, the first). */
export function openArgmaxPath(): Path {
  return {
    push(emissions) {
      let state = 0;
      for (let other = 1; other < emissions.length; other++) {
        if ((emissions[other] ?? 0) > (emissions[state] ?? 0)) state = other;
      }
      return [state];
    },
    finish: () => [],
  };
}
