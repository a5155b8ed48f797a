export { type LoadedModel, loadModel } from './documents/load-model.ts';
export { type DownloadOptions, downloadModel } from './model/download-model.ts';
export { DEFAULT_MODEL_FOLDER, findModelFolder, modelFolders } from './model/find-model-folder.ts';
export { installModel } from './model/install-model.ts';
export type { ModelSettings } from './model/model-settings.ts';
export { type ModelFolder, readModelFolder } from './model/read-model-folder.ts';
export { openRecognizer } from './recognizer/open-recognizer.ts';
export type {
  Recognition,
  RecognizeOptions,
  Recognizer,
  RecognizerOptions,
  RecognizerStatistics,
  WordLabel,
} from './recognizer/recognizer.ts';
