/** A consumer that takes one job and never answers; killed by the test. Its argument is the connection as JSON. */
import { openRecognizeConsumer } from '../src/index.ts';

const connection = JSON.parse(process.argv[2] ?? '');
openRecognizeConsumer(connection, {
  concurrency: 1,
  lockDurationMs: 2000,
  process: () => {
    process.stdout.write('taken\n');
    return new Promise(() => undefined);
  },
});
