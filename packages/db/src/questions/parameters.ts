/** Collects the parameters of a statement that is put together from conditions: `add` returns the placeholder. */
export function openParameters(): { readonly values: unknown[]; add(value: unknown): string } {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** Conditions that all must hold; none is true. */
export function allOf(conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(' and ') || 'true';
}
