import { type Attributes, readXml } from '../xml/read-xml.ts';
import type { Styles } from './read-styles.ts';
import { isOn, WORD_PREFIXES } from './word-names.ts';

/** One level of a list (ECMA-376 part 1, 17.9.6). */
export interface ListLevel {
  start: number;
  format: string;
  /** `%1.%2`: places for the numbers of levels, 1-based. */
  template: string;
  /** What stands between number and text: a tab, a space or nothing. */
  suffix: string;
  /** Numbers of all levels as decimals. */
  isLegal: boolean;
  /** The paragraph style that is this level. */
  style?: string;
  /** Begins again after a level up to this one (1-based), never when 0; absent: after any above. */
  restart?: number;
}

/** A list as paragraphs name it. */
export interface List {
  /** Lists of one definition count on in each other. */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, ListLevel>;
  /** Levels that begin anew in this list. */
  readonly starts: ReadonlyMap<number, number>;
}

interface Definition {
  levels: Map<number, ListLevel>;
  /** The numbering style that really defines it. */
  link?: string;
}

interface Instance {
  definition: string;
  levels: Map<number, ListLevel>;
  starts: Map<number, number>;
}

/** Lists by the id that paragraphs name. */
export type FindList = (numId: string) => List | undefined;

/** Reads the numbering part. */
export function readNumbering(part: Uint8Array | undefined, styles: Styles): FindList {
  const definitions = new Map<string, Definition>();
  const instances = new Map<string, Instance>();
  if (part !== undefined) readXml(part, WORD_PREFIXES, openReader(definitions, instances));

  const findDefinition = (id: string): string => {
    const link = definitions.get(id)?.link;
    const linked = link === undefined ? undefined : styles.findList(link)?.numId;
    const target = linked === undefined ? undefined : instances.get(linked)?.definition;
    return target !== undefined && definitions.get(target)?.link === undefined ? target : id;
  };
  return (numId) => {
    const instance = instances.get(numId);
    if (instance === undefined) return undefined;
    const definition = findDefinition(instance.definition);
    const levels = new Map([...(definitions.get(definition)?.levels ?? []), ...instance.levels]);
    return { definition, levels, starts: instance.starts };
  };
}

function openReader(definitions: Map<string, Definition>, instances: Map<string, Instance>) {
  let holder: { levels: Map<number, ListLevel>; link?: string } = { levels: new Map() };
  let instance: Instance | undefined;
  let overridden = 0;
  let level: ListLevel | undefined;
  const start = (name: string, id: string) => {
    if (name === 'w:abstractNum') {
      holder = { levels: new Map() };
      instance = undefined;
      definitions.set(id, holder);
    } else {
      instance = { definition: '', levels: new Map(), starts: new Map() };
      holder = instance;
      instances.set(id, instance);
    }
  };
  return {
    open(name: string, attributes: Attributes) {
      const value = attributes['w:val'];
      const at = Number(attributes['w:ilvl'] ?? 0);
      if (name === 'w:abstractNum') start(name, attributes['w:abstractNumId'] ?? '');
      else if (name === 'w:num') start(name, attributes['w:numId'] ?? '');
      else if (name === 'w:abstractNumId' && instance !== undefined) instance.definition = value ?? '';
      else if (name === 'w:numStyleLink' && value !== undefined) holder.link = value;
      else if (name === 'w:lvlOverride') overridden = at;
      else if (name === 'w:startOverride') instance?.starts.set(overridden, Number(value));
      else if (name === 'w:lvl') {
        level = { start: 0, format: 'decimal', template: '', suffix: '\t', isLegal: false };
        holder.levels.set(at, level);
      } else if (level !== undefined) setProperty(level, name, value);
    },
    close(name: string) {
      if (name === 'w:lvl') level = undefined;
    },
    text() {},
  };
}

function setProperty(level: ListLevel, name: string, value: string | undefined): void {
  if (name === 'w:start') level.start = Number(value);
  else if (name === 'w:numFmt') level.format = value ?? 'decimal';
  else if (name === 'w:lvlText') level.template = value ?? '';
  else if (name === 'w:suff') level.suffix = value === 'space' ? ' ' : value === 'nothing' ? '' : '\t';
  else if (name === 'w:isLgl') level.isLegal = isOn(value);
  else if (name === 'w:pStyle' && value !== undefined) level.style = value;
  else if (name === 'w:lvlRestart') level.restart = Number(value);
}
