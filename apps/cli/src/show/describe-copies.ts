import type { DocumentDetails } from '@acervo/db';
import type { Messages } from '../messages.ts';
import { oneLine } from '../terminal-text.ts';

/** What a document is a copy of, and what is a copy of it, a line each. */
export function describeCopies(say: Messages, { sameTextAs, nearDuplicateOf, copies }: DocumentDetails): string[] {
  const name = ({ id, path }: { id: number; path: string | null }) => oneLine(`#${id} ${path ?? ''}`.trim());
  // not the same, however near
  const percent = (similarity: number) => String(Math.min(99, Math.round(100 * similarity)));
  return [
    ...(sameTextAs === null ? [] : [say.sameTextAs(name(sameTextAs))]),
    ...(nearDuplicateOf === null ? [] : [say.nearlySameAs(name(nearDuplicateOf), percent(nearDuplicateOf.similarity))]),
    ...copies.map(({ similarity, ...copy }) =>
      similarity === null ? say.sameTextAs(name(copy)) : say.nearlySameAs(name(copy), percent(similarity)),
    ),
  ];
}
