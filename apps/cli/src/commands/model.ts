import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureModel, listModels, removeModel, useModel } from '@acervo/db';
import { downloadModel, installModel, type ModelFolder } from '@acervo/inference';
import { ENTITY_TYPES, type EntityType } from '@acervo/ner-core';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { ensureModelInUse } from '../default-model.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { describeState } from '../describe-state.ts';
import { formatMoment } from '../duration.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { openSession, type Session } from '../session.ts';
import { formatTable } from '../table.ts';
import { findType } from '../type-words.ts';
import { addCompare } from './model-compare.ts';

/** Foreign entity types to ours. */
type LabelMap = Readonly<Record<string, EntityType>>;

interface ModelOptions extends GlobalOptions {
  readonly json?: boolean;
  readonly now?: boolean;
  readonly name?: string;
  readonly hubUrl?: string;
  readonly map?: LabelMap;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  defineCommand<ModelOptions>(registry, 'model list', [], (_, options) => list(context, options)).option(
    '--json',
    help('json'),
  );
  defineCommand<ModelOptions>(registry, 'model add', [['<source>', 'modelSource']], ([source = ''], options) =>
    addOne(context, source, options),
  )
    .option('--name <name>', help('modelName'))
    .option('--map <pair>', help('labelMap'), (pair: string, before?: LabelMap) => readLabelPair(context, pair, before))
    .option('--hub-url <url>', help('hubUrl'))
    .option('--json', help('json'));
  defineCommand<ModelOptions>(registry, 'model use', [['<name>', 'modelName']], ([name = ''], options) =>
    use(context, name, options),
  )
    .option('--now', help('now'))
    .option('--json', help('json'));
  addCompare(registry);
  defineCommand<ModelOptions>(registry, 'model rm', [['<name>', 'modelName']], ([name = ''], options) =>
    remove(context, name, options),
  ).option('--json', help('json'));
}

async function list(context: Context, options: ModelOptions): Promise<ExitCode> {
  const { say, output, language } = context;
  await using session = await openSession(context, options, { create: false });
  const models = await listModels(session.db);
  if (options.json) {
    output.json(models);
    return 0;
  }
  if (models.length === 0) output.print(say.noModels);
  else {
    const rows = models.map(({ name, state, lost, hash, addedAt }) => [
      name,
      describeState(say, { state, lost }),
      hash.slice(0, 12),
      formatMoment(addedAt, language),
    ]);
    for (const line of formatTable(
      [say.modelTitle, say.stateTitle, 'hash', say.addedTitle],
      rows,
      output.resultColumns,
    ))
      output.print(line);
  }
  return 0;
}

async function addOne(context: Context, source: string, options: ModelOptions): Promise<ExitCode> {
  const { say, output } = context;
  const folder = resolve(context.workingFolder, source);
  const isFolder = (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
  const hub = isFolder ? undefined : readHubId(context, source);
  await using session = await openSession(context, options, { create: true });
  const installed =
    hub === undefined ? await install(session, folder, options) : await installFromHub(context, session, hub, options);
  const { name, hash, settings } = installed;
  const id = await ensureModel(session.db, { name, hash, settings });
  // The first model of an archive is the one that it uses: the repository's, unless there already is another.
  await ensureModelInUse(context, session);
  if (options.json) output.json({ id, name, hash, folder: installed.folder });
  else {
    output.print(say.modelAdded(name, hash.slice(0, 12)));
    output.note(say.modelAddHint(name));
  }
  return 0;
}

function install(session: Session, folder: string, { name, map }: ModelOptions): Promise<ModelFolder> {
  return installModel(folder, session.modelsFolder, {
    ...(name === undefined ? {} : { name }),
    ...(map === undefined ? {} : { labelMap: map }),
  });
}

/** `PER=PESSOA`, with any word that names a type of ours, besides the pairs before it. */
function readLabelPair({ say }: Context, pair: string, before: LabelMap = {}): LabelMap {
  const [, foreign, word = ''] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
  const type = findType(word);
  if (foreign === undefined || type === undefined || type === 'any') {
    throw new CommandError(say.noLabelPair(pair), say.noLabelPairHint(ENTITY_TYPES.join(', ')));
  }
  return { ...before, [foreign]: type };
}

async function installFromHub(
  { say, output }: Context,
  session: Session,
  { id, revision }: { id: string; revision: string | undefined },
  options: ModelOptions,
): Promise<ModelFolder> {
  output.note(say.downloading(id));
  const temporary = await mkdtemp(join(tmpdir(), 'acervo-model-'));
  try {
    const { HF_TOKEN: token } = session.configuration;
    const folder = await downloadModel(id, join(temporary, id.split('/').at(-1) ?? id), {
      ...(revision === undefined ? {} : { revision }),
      ...(options.hubUrl === undefined ? {} : { hubUrl: options.hubUrl }),
      ...(token ? { token } : {}),
    });
    return await install(session, folder, options);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** `owner/model` or `owner/model@revision`.
 *  @throws {CommandError} for what is neither that nor, as was seen before, a folder. */
function readHubId({ say }: Context, source: string): { id: string; revision: string | undefined } {
  const match = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/.exec(source);
  const id = match?.[1];
  if (id === undefined || id.startsWith('.')) throw new CommandError(say.noModelThere(source), say.noModelThereHint);
  return { id, revision: match?.[2] };
}

/** Drops what the versions of that name have read, but for one that is in use. */
async function remove(context: Context, name: string, options: ModelOptions): Promise<ExitCode> {
  const { say, output, number } = context;
  await using session = await openSession(context, options, { create: false });
  const versions = (await listModels(session.db)).filter((model) => model.name === name);
  if (versions.length === 0) throw new CommandError(say.modelUnknown(name), say.modelUnknownHint);
  const unused = versions.filter(({ state }) => state === 'installed');
  if (unused.length === 0) throw new CommandError(say.modelInUse(name), say.modelInUseHint);
  for (const { id } of unused) await removeModel(session.db, id);
  if (options.json) output.json(unused.map(({ id, hash }) => ({ id, name, hash })));
  else output.print(say.modelRemoved(name, number(unused.length)));
  return 0;
}

async function use(context: Context, name: string, options: ModelOptions): Promise<ExitCode> {
  const { say, output, number } = context;
  await using session = await openSession(context, options, { create: false });
  const models = await listModels(session.db);
  if (!models.some((model) => model.name === name))
    throw new CommandError(say.modelUnknown(name), say.modelUnknownHint);
  const used = await useModel(session.db, { name, now: options.now ?? false });
  if (options.json) output.json(used);
  else output.print(used.state === 'active' ? say.modelActive(name) : say.modelFilling(name, number(used.missing)));
  return 0;
}
