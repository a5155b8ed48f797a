import type { NumberRule } from './rule-mention.ts';

/** An e-mail address: the dot-atom form of RFC 5322, 3.4.1, within the lengths of RFC 5321, 4.5.3.1. */
export const EMAIL: NumberRule = {
  type: 'EMAIL',
  pattern: /(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,5}[A-Za-z]{2,24}(?![\w-])/g,
  sign: '@',
  read: ([text]) => ({
    key: `email:${text.toLowerCase()}`,
    name: text.toLowerCase(),
    rule: 'email',
    attributes: { domain: text.slice(text.indexOf('@') + 1).toLowerCase() },
  }),
};
