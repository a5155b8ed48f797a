export { type CnjNumber, parseCnj } from './cnj.ts';
export { NORMALIZER_VERSION, normalize } from './normalize.ts';
export type { NormalizedEntity } from './normalized-entity.ts';
