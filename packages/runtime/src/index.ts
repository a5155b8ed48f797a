export { type Configuration, readConfiguration } from './configuration.ts';
export { FAILURE_HINTS, type FailureCode, isFailureCode } from './failure-codes.ts';
export { describeError, type Logger, openLogger } from './logger.ts';
export { PipelineError } from './pipeline-error.ts';
export { listenForShutdown } from './shutdown-signal.ts';
