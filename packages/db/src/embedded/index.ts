import { PipelineError } from '@acervo/runtime';
import type { EmbeddedServer, EmbeddedStatus } from './contracts.ts';

export type { EmbeddedServer, EmbeddedStatus } from './contracts.ts';

/** Opens the archive's own PostgreSQL: creates, starts or adopts it. */
export async function openEmbeddedServer(_options: {
  archive: string;
  log?: (message: string) => void;
}): Promise<EmbeddedServer> {
  throw new PipelineError('internal', 'not built yet');
}

/** `acervo db start`: starts it and keeps it running without a session. Returns its url. */
export async function startEmbeddedServer(_options: {
  archive: string;
  log?: (message: string) => void;
}): Promise<string> {
  throw new PipelineError('internal', 'not built yet');
}

/** `acervo db stop`: no longer keeps it; stops it unless sessions are using it (or `force`). */
export async function stopEmbeddedServer(_options: {
  archive: string;
  force?: boolean;
}): Promise<'stopped' | 'not-running' | 'in-use'> {
  throw new PipelineError('internal', 'not built yet');
}

/** The url of the archive's server where it is running. */
export async function findEmbeddedUrl(_options: { archive: string }): Promise<string | undefined> {
  throw new PipelineError('internal', 'not built yet');
}

/** What is there and what runs. */
export async function embeddedStatus(_options: { archive: string }): Promise<EmbeddedStatus> {
  throw new PipelineError('internal', 'not built yet');
}
