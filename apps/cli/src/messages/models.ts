import { choose, counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What `acervo model` says, and others about models. */
export const MODEL_MESSAGES = {
  modelAdded: t(
    (name: string, hash: string) => `added the model ${name} (${hash})`,
    (name, hash) => `modelo ${name} acrescentado (${hash})`,
  ),
  modelAddHint: t(
    (name: string) => `Use it with: acervo model use ${name}`,
    (name) => `Para usá-lo: acervo model use ${name}`,
  ),
  modelUnknown: t(
    (name: string) => `no model is called ${name}`,
    (name) => `nenhum modelo se chama ${name}`,
  ),
  modelUnknownHint: t(
    'See acervo model list, or add it with acervo model add.',
    'Veja acervo model list, ou acrescente-o com acervo model add.',
  ),
  modelActive: t(
    (name: string) => `${name} is in use`,
    (name) => `${name} está em uso`,
  ),
  modelFilling: t(
    (name: string, missing: string) =>
      `${name} will be in use once it has read the ${counted(missing, 'document that is', 'documents that are')} missing; acervo run does that now, or use --now`,
    (name, missing) =>
      `${name} entrará em uso quando tiver lido ${choose(missing, 'o documento que falta', `os ${missing} documentos que faltam`)}; acervo run faz isso agora, ou use --now`,
  ),
  noDefaultModel: t(
    'no model is installed, and the default one is not in the repository',
    'nenhum modelo instalado, e o padrão não está no repositório',
  ),
  noDefaultModelHint: t(
    'Add one: acervo model add <folder or hub id>.',
    'Acrescente um: acervo model add <pasta ou id do hub>.',
  ),
  modelUpgraded: t(
    (version: string, missing: string) =>
      `${version} is a new version of the default model and will be in use once it has read ${counted(missing, 'document', 'documents')} again`,
    (version, missing) =>
      `${version} é uma nova versão do modelo padrão e entrará em uso quando tiver relido ${counted(missing, 'documento', 'documentos')}`,
  ),
  modelLost: t('its folder is gone', 'sua pasta não existe mais'),
  modelFolderMissing: t(
    (version: string, folders: string) => `the folder of the model in use, ${version}, is in none of: ${folders}`,
    (version, folders) => `a pasta do modelo em uso, ${version}, não está em nenhuma destas: ${folders}`,
  ),
  modelFolderMissingHint: t(
    (name: string) =>
      `Add it again: acervo model add <folder or hub id> --name ${name}; or change to another: acervo model use <name>.`,
    (name) =>
      `Acrescente-o de novo: acervo model add <pasta ou id do hub> --name ${name}; ou troque por outro: acervo model use <nome>.`,
  ),
  stateWords: t<Readonly<Record<string, string>>>(
    { active: 'in use', rules: 'in use', filling: 'filling', 'rules-filling': 'filling', installed: 'installed' },
    { active: 'em uso', rules: 'em uso', filling: 'lendo', 'rules-filling': 'lendo', installed: 'instalado' },
  ),
  rulesVersion: t(
    (version: string, hash: string) => `version ${version} (${hash})`,
    (version, hash) => `versão ${version} (${hash})`,
  ),
  noModels: t('No model is installed.', 'Nenhum modelo instalado.'),
  downloading: t(
    (name: string) => `downloading ${name}`,
    (name) => `baixando ${name}`,
  ),
  modelTitle: t('model', 'modelo'),
  stateTitle: t('state', 'estado'),
  addedTitle: t('added', 'acrescentado'),
  noModelThere: t(
    (source: string) => `${source} is neither a folder nor the id of a model on the hub`,
    (source) => `${source} não é uma pasta nem o id de um modelo no hub`,
  ),
  noModelThereHint: t(
    'A folder holds model.onnx and config.json; an id looks like owner/model.',
    'Uma pasta contém model.onnx e config.json; um id é como dono/modelo.',
  ),
  noLabelPair: t(
    (pair: string) => `--map wants a type of the model and one of ours, not ${pair}`,
    (pair) => `--map pede um tipo do modelo e um dos nossos, e não ${pair}`,
  ),
  noLabelPairHint: t(
    (types: string) => `As in --map PER=PESSOA; ours are ${types}.`,
    (types) => `Como em --map PER=PESSOA; os nossos são ${types}.`,
  ),
} as const;
