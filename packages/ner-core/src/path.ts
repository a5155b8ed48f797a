/** A word's chosen state. */
export interface Choice {
  readonly state: number;
  /** Natural logarithm of the state's probability, by itself (not of the path). */
  readonly logProbability: number;
}

/** Chooses one state per word, fed word by word; choices come out in word order, possibly later than their word. */
export interface Path {
  /** The next word. @param emissions `[state]` log-probabilities. */
  push(emissions: Float64Array): readonly Choice[];
  /** Ends the sequence: the choices still open. The path can be used again for another sequence. */
  finish(): readonly Choice[];
}
