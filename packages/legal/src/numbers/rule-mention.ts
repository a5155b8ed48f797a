import type { NormalizedEntity } from '../normalized-entity.ts';

/** A mention that a rule finds, not a model: UTF-16 positions, `text.slice(start, end) === mention.text`. */
export interface RuleMention {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly entity: NormalizedEntity;
}

/** What a pattern may look at beyond the place where its match begins, in UTF-16 units. */
export const MOST_UNITS = 1_024;

/** A kind of number: where it may stand, and what it is. */
export interface NumberRule {
  readonly type: string;
  /** Global; no quantifier without an upper bound, so that searching is linear and a match ends within {@link MOST_UNITS}. */
  readonly pattern: RegExp;
  /** What every match holds; a piece of text without it need not be searched. */
  readonly sign?: string;
  /** The entity, or undefined for what only looks like one. */
  readonly read: (match: RegExpExecArray) => NormalizedEntity | undefined;
}
