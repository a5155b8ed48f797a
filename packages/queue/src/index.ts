export { openExtractConsumer, openOcrConsumer, openRecognizeConsumer } from './consumers.ts';
export type { Consumer, ConsumerOptions, FeedQueue, JobContext, WakeUp, WakeUps } from './contracts.ts';
export { openExtractQueue, openOcrQueue, openRecognizeQueue } from './feed-queues.ts';
export { inspectQueue, type RedisServer } from './inspect-queue.ts';
export type { ExtractJob, RecognizeJob } from './jobs.ts';
export { type QueueConnection, queueConnection } from './queue-connection.ts';
export { openWakeUps } from './wake-ups.ts';
