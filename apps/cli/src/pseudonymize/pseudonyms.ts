import { createHmac, createSecretKey } from 'node:crypto';
import { personKey } from './person-key.ts';

/** Letters and digits that are not taken for one another (Crockford's base 32), in capitals. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits: of a million names, two share a pseudonym once in two thousand keys. */
const LENGTH = 10;
/** Pseudonyms kept, because the same names come again and again. */
const REMEMBERED = 20_000;

/** Pseudonyms under one key: the same for the same thing in every export, and not to be reversed without the key. */
export interface Pseudonyms {
  /** Of a person's name, however it is written: titles, case and accents make no difference. */
  person(name: string): string;
  /** Of anything else, by what it is and how it is written canonically. */
  of(label: string, canonical: string): string;
  /** 64 hex digits in place of a hash. */
  hash(hash: string): string;
}

export function openPseudonyms(key: Uint8Array): Pseudonyms {
  const secret = createSecretKey(key);
  const digest = (kind: string, what: string) => createHmac('sha256', secret).update(`${kind}\0${what}`).digest();
  const remembered = new Map<string, string>();
  const of = (label: string, canonical: string) => {
    const asked = `${label}\0${canonical}`;
    const known = remembered.get(asked);
    if (known !== undefined) return known;
    const made = make(label, canonical);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(asked, made);
    return made;
  };
  const make = (label: string, canonical: string) => {
    const bytes = digest(label, canonical);
    let [code, bits, held] = ['', 0, 0];
    for (const byte of bytes) {
      held = (held << 8) | byte;
      for (bits += 8; bits >= 5; bits -= 5) code += ALPHABET[(held >> (bits - 5)) & 31];
      held &= (1 << bits) - 1;
      if (code.length >= LENGTH) break;
    }
    return `${label}-${code.slice(0, LENGTH)}`;
  };
  return {
    person: (name) => of('Pessoa', personKey(name)),
    of,
    hash: (hash) => digest('hash', hash).toString('hex'),
  };
}

/** Pseudonyms as they stand in a text. */
export const PSEUDONYM = new RegExp(`\\p{Lu}\\p{L}+-[${ALPHABET}]{${LENGTH}}(?![\\p{L}\\p{N}])`, 'gu');
