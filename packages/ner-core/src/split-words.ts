import type { Span } from './mention.ts';

export declare function splitWords(text: string): Generator<Span, void, undefined>;
