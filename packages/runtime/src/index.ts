export { type Budget, openBudget } from './budget.ts';
export { type Configuration, readConfiguration } from './configuration.ts';
export { watchEventLoop } from './event-loop-delay.ts';
export { FAILURE_HINTS, type FailureCode, isFailureCode } from './failure-codes.ts';
export { type Health, openHealthEndpoint, watchProgress } from './health-endpoint.ts';
export { describeError, type Logger, openLogger } from './logger.ts';
export { PipelineError } from './pipeline-error.ts';
export { openPulse, type Pulse } from './pulse.ts';
export { listenForShutdown } from './shutdown-signal.ts';
