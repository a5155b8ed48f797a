import type { DocumentReading } from '@acervo/db';
import type { Context } from '../context.ts';
import { describeRole } from '../role-words.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';

/** Prints who is what in a document, each once, in the order of the text; nothing where it does not say. */
export function printPeople({ say, output, language }: Context, mentions: DocumentReading['mentions']): void {
  const people = new Map<string, [name: string, role: string]>();
  for (const mention of mentions) {
    const role = describeRole(mention, language);
    if (role !== undefined) people.set(`${mention.entityId} ${role}`, [oneLine(mention.entityName), oneLine(role)]);
  }
  if (people.size === 0) return;
  output.print();
  output.print(output.result.dim(`── ${say.peopleTitle} ──`));
  for (const line of formatTable([say.nameTitle, say.roleTitle], [...people.values()], output.resultColumns))
    output.print(line);
}
