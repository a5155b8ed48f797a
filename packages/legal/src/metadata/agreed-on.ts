/** The first of what was found, where all of it says the same: several that differ are none. */
export function agreedOn<T>(found: readonly T[], says: (one: T) => string): T | undefined {
  return new Set(found.map(says)).size > 1 ? undefined : found[0];
}
