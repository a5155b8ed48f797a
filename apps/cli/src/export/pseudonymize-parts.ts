import { extname } from 'node:path';
import { type ExportedEntity, type ExportedMention, type ExportFilter, readMentions, type Snapshot } from '@acervo/db';
import { isEntityType, toCodePoints, toUtf16 } from '@acervo/ner-core';
import { personKey } from '../pseudonymize/person-key.ts';
import {
  candidateKeys,
  type PseudonymizedDocument,
  pseudonymizeDocument,
  pseudonymizeValue,
} from '../pseudonymize/pseudonymize-document.ts';
import type { Pseudonyms } from '../pseudonymize/pseudonyms.ts';
import type { Role } from '../pseudonymize/roles.ts';
import { openBitSet } from './bit-set.ts';
import type { DocumentParts, MentionPart } from './document-parts.ts';
import { type KnownNames, openKnownNames } from './known-names.ts';

/** A document's parts without what is known to be personal, and what was done for it. */
interface PseudonymizedParts {
  readonly parts: DocumentParts;
  readonly done: PseudonymizedDocument;
}

/** Pseudonymizes what is exported: first the documents, then the entities that these have named. */
export interface PartsPseudonymizer {
  /** One after the other, so that only one is in memory twice. */
  documents(batch: readonly DocumentParts[]): AsyncGenerator<PseudonymizedParts>;
  entities(batch: readonly ExportedEntity[]): Promise<ExportedEntity[]>;
}

/** A name counts for the whole archive from this score on: one mistake may not take a word away everywhere. */
const SURE = 0.5;

/** Opens the pseudonymizer of one export. Parts must come with their texts. */
export function openPartsPseudonymizer(
  snapshot: Snapshot,
  { modelId, pseudonyms, keep }: { modelId: number; pseudonyms: Pseudonyms; keep: readonly Role[] },
): PartsPseudonymizer {
  const findKnown = openKnownNames(snapshot, modelId, SURE);
  /** Entities whose names say more than what was written of their mentions. */
  const hidden = openBitSet();
  const everybody: ExportFilter = { types: ['PESSOA', 'LOCAL', 'LEGISLACAO'] };
  return {
    async *documents(batch) {
      const ids = batch.map(({ document }) => document.document_id);
      const named = Map.groupBy(await readMentions(snapshot, modelId, everybody, ids), (each) => each.document_id);
      const known = await findKnown(new Set(batch.flatMap((parts) => [...candidatesOf(parts)])));
      for (const parts of batch) {
        const mentions = named.get(parts.document.document_id) ?? [];
        yield pseudonymizeParts(parts, mentions, { known, pseudonyms, keep, hide: hidden.add });
      }
    },
    async entities(batch) {
      const known = await knownIn(
        batch.map(({ name }) => name),
        findKnown,
      );
      return batch.map((entity) => {
        const { entity_id, type, key, name } = entity;
        if (type === 'PESSOA') {
          const pseudonym = pseudonyms.person(name);
          return { ...entity, key: pseudonym, name: pseudonym, attributes: {} };
        }
        if (hidden.has(entity_id)) {
          const pseudonym = pseudonyms.of('Entidade', `hidden ${entity_id}`);
          return { ...entity, key: pseudonym, name: pseudonym, attributes: {} };
        }
        const entitys = pseudonymizeEntity({ type, key, name }, known, pseudonyms);
        return { ...entity, ...entitys, attributes: entitys.key === key ? entity.attributes : {} };
      });
    },
  };
}

function candidatesOf({ mentions, text = '' }: DocumentParts): Set<string> {
  return candidateKeys([text, ...mentions.map(({ entity_name }) => entity_name)].join('\n|\n'));
}

function knownIn(values: readonly string[], findKnown: KnownNames): Promise<ReadonlySet<string>> {
  return findKnown(candidateKeys(values.join('\n|\n')));
}

function pseudonymizeParts(
  { document, pages, mentions, mentionEntities, text }: DocumentParts,
  named: readonly ExportedMention[],
  {
    known,
    pseudonyms,
    keep,
    hide,
  }: { known: ReadonlySet<string>; pseudonyms: Pseudonyms; keep: readonly Role[]; hide: (entityId: number) => void },
): PseudonymizedParts {
  const old = text ?? '';
  const toUnits = toUtf16(old);
  const inUnits = ({ start, end }: { start: number; end: number }) => ({ start: toUnits(start), end: toUnits(end) });
  const done = pseudonymizeDocument(old, {
    people: named.filter(({ type }) => type === 'PESSOA').map(inUnits),
    bearers: named.filter(({ type }) => type !== 'PESSOA').map(inUnits),
    known,
    keep,
    pseudonyms,
  });
  const toPoints = toCodePoints(done.text);
  const place = (span: { start: number; end: number }) => {
    const units = done.move(inUnits(span));
    return { start: toPoints(units.start), end: toPoints(units.end), text: done.text.slice(units.start, units.end) };
  };
  const places = new Map<string, { start: number; end: number }>();
  const placed = mentions.map((mention): MentionPart => {
    const moved: MentionPart = { ...mention, ...place(mention) };
    const { type, entity_key: key, entity_name: name } = mention;
    if (type === 'PESSOA') {
      if (done.kept.has(personKey(name))) return { ...moved, entity_id: null };
      const pseudonym = pseudonyms.person(name);
      return { ...moved, entity_key: pseudonym, entity_name: pseudonym };
    }
    const entity = pseudonymizeEntity({ type, key, name }, known, pseudonyms);
    const byText = pseudonymizeEntity({ type, key, name: mention.text }, known, pseudonyms).name;
    if (mayHide(type) && moved.text !== byText) {
      if (mention.entity_id !== null) hide(mention.entity_id);
      return {
        ...moved,
        entity_id: null,
        entity_key: pseudonyms.of('Entidade', `${type} ${key}`),
        entity_name: moved.text,
      };
    }
    places.set(`${mention.start} ${type}`, moved);
    return { ...moved, entity_key: entity.key, entity_name: entity.name };
  });
  return {
    done,
    parts: {
      document: {
        ...document,
        sha256: pseudonyms.hash(document.sha256),
        path: document.path && pseudonymizePath(document.path, pseudonyms),
        size_bytes: null,
        text_length: document.text_length === null ? null : toPoints(done.text.length),
        text_hash: document.text_hash && pseudonyms.hash(document.text_hash),
        own_id: document.own_id && pseudonyms.of('Id', document.own_id),
        case_number: document.case_number && pseudonymizeCase(document.case_number, pseudonyms),
        extra: null, // columns of any kind, which nobody has read
      },
      pages: pages.map((page) => {
        const { start, end } = place(page);
        return { ...page, start, end };
      }),
      mentions: placed,
      mentionEntities: mentionEntities.flatMap((each) => {
        const span = places.get(`${each.start} ${each.type}`);
        return span === undefined ? [] : [{ ...each, start: span.start, end: span.end }];
      }),
      text: text === undefined ? undefined : done.text,
    },
  };
}

/** Whether a type's entities are hidden where a document's people show in their mentions; so are those that a user's
 *  rules find. Laws keep the names they bear. */
function mayHide(type: string): boolean {
  return !isEntityType(type) || ['ORGANIZACAO', 'LOCAL', 'JURISPRUDENCIA'].includes(type);
}
/** Types in whose names people are looked for whom the model recognized anywhere; streets and squares keep theirs. */
const BY_NAME = new Set(['ORGANIZACAO', 'JURISPRUDENCIA']);

/** An entity's name and key, the same whichever document mentions it. */
function pseudonymizeEntity(
  { type, key, name }: { type: string; key: string; name: string },
  known: ReadonlySet<string>,
  pseudonyms: Pseudonyms,
): { key: string; name: string } {
  const settings = { known: BY_NAME.has(type) ? known : new Set<string>(), pseudonyms };
  const replaced = pseudonymizeValue(name, settings);
  const same = replaced === name && pseudonymizeValue(key, settings) === key;
  return { name: replaced, key: same ? key : pseudonyms.of('Entidade', `${type} ${key}`) };
}

/** A case number gets the pseudonym that it has in texts. */
function pseudonymizeCase(number: string, pseudonyms: Pseudonyms): string {
  const replaced = pseudonymizeValue(number, { known: new Set(), pseudonyms });
  return replaced === number ? pseudonyms.of('Processo', number) : replaced;
}

/** Folders and files of any name get pseudonyms: the same folder the same one, so that what lay together still does. */
function pseudonymizePath(path: string, pseudonyms: Pseudonyms): string {
  const parts = path.split('/');
  return parts
    .map((part, at) => {
      if (at < parts.length - 1) return pseudonyms.of('Pasta', parts.slice(0, at + 1).join('/'));
      const extension = /^\.(pdf|docx)$/i.exec(extname(part))?.[0] ?? '';
      return `${pseudonyms.of('Arquivo', path)}${extension.toLowerCase()}`;
    })
    .join('/');
}
