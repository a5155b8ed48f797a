import { foldedKey } from './fold.ts';
import type { NormalizedEntity } from './normalized-entity.ts';

/** The entity with a key and a name, whatever is left of a mention that holds no letter. */
export function neverEmpty(entity: NormalizedEntity, text: string): NormalizedEntity {
  if (entity.name.trim() !== '' && entity.key !== '' && entity.key !== 'text:') return entity;
  return {
    ...entity,
    key: entity.key === 'text:' || entity.key === '' ? foldedKey(text) : entity.key,
    name: entity.name.trim() || text.trim() || '—',
  };
}
