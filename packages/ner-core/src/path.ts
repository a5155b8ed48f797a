/** Chooses one state per word, fed word by word; choices come out in word order, possibly later than their word. */
export interface Path {
  /** The next word. @param emissions `[state]` log-probabilities. @returns the states that are certain now. */
  push(emissions: Float64Array): readonly number[];
  /** Ends the sequence: the states still open. The path can be used again for another sequence. */
  finish(): readonly number[];
}
