import { posix, win32 } from 'node:path';

/** Whether a reference to documents is a glob: `*` (within a folder), `**` (across folders) or `?`. */
export function isGlob(reference: string): boolean {
  return /[*?]/.test(reference);
}

/** PostgreSQL regular expressions for the paths that a glob, or a folder with all below it, means: as paths in their
 *  source, and as whole paths from the working folder. A glob without a slash is one of file names. */
export function pathPatterns(reference: string, workingFolder: string): string[] {
  const windows = /^[A-Za-z]:[\\/]/.test(workingFolder);
  const slashed = (path: string) => (windows ? path.replaceAll('\\', '/') : path).normalize('NFC');
  const given = slashed(reference);
  const { resolve } = windows ? win32 : posix;
  const whole = slashed(resolve(workingFolder, reference));
  if (!isGlob(reference))
    return [`^${literally(posix.normalize(`${given}/`))}`, `^${literally(`${whole.replace(/\/$/, '')}/`)}`];
  if (!given.includes('/')) return [`^(.*/)?${fromGlob(given)}$`];
  return [`^${fromGlob(posix.normalize(given))}$`, `^${fromGlob(whole)}$`];
}

function fromGlob(glob: string): string {
  return glob
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => WILDCARDS.get(part) ?? literally(part))
    .join('');
}

const WILDCARDS = new Map(Object.entries({ '**/': '(.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }));

/** In PostgreSQL's expressions, too, a backslash before a sign makes it one. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}
