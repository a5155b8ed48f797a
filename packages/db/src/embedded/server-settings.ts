import { availableParallelism } from 'node:os';
import { usableMemory } from '@acervo/runtime';

const MB = 1024 * 1024;
/** What an ingest, a worker, their queues and some commands and clients may hold, besides a connection for each process that
 *  extracts or reads pages: of both there are at most as many as cores. */
const CONNECTIONS = 100;

/** The settings of an archive's server, rewritten at every start as `acervo.conf`. Court text never gets into its log:
 *  statements and parameters are off, and so are messages of errors, which quote values. Clients get both. */
export function serverSettings({
  port,
  memoryBytes = usableMemory(),
  cores = availableParallelism(),
}: {
  port: number;
  memoryBytes?: number;
  cores?: number;
}): string {
  const share = (part: number, least: number, most: number) =>
    `${Math.trunc(Math.min(most, Math.max(least, memoryBytes / MB / part)))}MB`;
  return `# Written by Acervo at every start. Changes belong at the end of postgresql.conf.
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = ${CONNECTIONS + 2 * cores}
password_encryption = 'scram-sha-256'

shared_buffers = ${share(16, 128, 512)}
effective_cache_size = ${share(2, 256, 65536)}
maintenance_work_mem = ${share(32, 64, 512)}
work_mem = 16MB
max_wal_size = 2GB
jit = off
synchronous_commit = on

timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_min_messages = log
log_error_verbosity = terse
log_min_error_statement = panic
log_statement = none
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_autovacuum_min_duration = -1
`;
}
