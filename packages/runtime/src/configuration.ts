import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { PipelineError } from './pipeline-error.ts';
import { usableMemory } from './usable-memory.ts';

const GB = 1024 ** 3;

/** Half of the machine's memory may go to children at their limit; the rest is for PostgreSQL, the model and the system. */
function defaultExtractors(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(usableMemory() / 2 / GB)));
}

/** Everything Acervo reads from the environment. Nothing else touches `process.env`. */
const schema = z.object({
  /** postgresql:// of a PostgreSQL >= 15 (servers mode); absent: embedded mode. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** redis:// or rediss:// of a Redis >= 6.2; absent: the queue lives in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** The archive folder of embedded mode. Default: nearest .acervo/ upwards. */
  ACERVO_ARCHIVE: z.string().min(1).optional(),
  /** Folder of installed models. Default: models/ in the archive. */
  ACERVO_MODELS: z.string().min(1).optional(),
  /** Access to private repositories of the Hugging Face hub. */
  HF_TOKEN: z.string().min(1).optional(),
  /** Name of the file storage this host sees: files are extracted only by hosts that see the same one. */
  ACERVO_STORAGE: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('local'),
  ACERVO_EXTRACTORS: z.coerce.number().int().min(1).max(256).default(defaultExtractors),
  ACERVO_EXTRACT_TIMEOUT_S: z.coerce.number().positive().default(120),
  ACERVO_EXTRACT_MEMORY_MB: z.coerce.number().int().min(128).default(1024),
  /** Processes that read pages by OCR, at most; they yield to everything else. */
  ACERVO_OCR_PROCESSES: z.coerce.number().int().min(1).max(256).default(defaultExtractors),
  /** More than extraction's, since pages are drawn in it: 9,000 by 9,000 pixels in color take 1.4 GB. */
  ACERVO_OCR_MEMORY_MB: z.coerce.number().int().min(128).default(1536),
  ACERVO_OCR_PAGE_TIMEOUT_S: z.coerce.number().positive().default(120),
  ACERVO_MAX_FILE_MB: z.coerce.number().positive().default(512),
  ACERVO_MAX_TEXT_MB: z.coerce.number().positive().default(64),
  /** File of passwords, one a line, tried on protected documents. */
  ACERVO_PASSWORDS_FILE: z.string().min(1).optional(),
  /** Recognizer threads, each with a session of its own. Default: from the cores and the model's size. */
  ACERVO_THREADS: z.coerce.number().int().min(1).max(256).optional(),
  /** `cpu` or `cuda`; cuda falls back to an error, never silently to the CPU. */
  ACERVO_DEVICE: z.enum(['cpu', 'cuda']).default('cpu'),
  /** Padded tokens of one inference call, at most. */
  ACERVO_BATCH_TOKENS: z.coerce.number().int().min(64).optional(),
  /** Documents a worker process keeps in flight. */
  ACERVO_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(() => availableParallelism() * 4),
  /** Jobs waiting in a queue above which nothing more is enqueued. */
  ACERVO_HIGH_WATER: z.coerce.number().int().min(1).default(2000),
  /** Seconds after which the job of a process that went silent is somebody else's. */
  ACERVO_LOCK_S: z.coerce.number().min(2).max(600).default(30),
  ACERVO_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  /** Port of the health endpoint of ingest and worker on 127.0.0.1 (0: none). */
  ACERVO_HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** Address on which the explorer listens. Beyond loopback it wants a token. */
  ACERVO_WEB_HOST: z.string().min(1).default('127.0.0.1'),
  /** Port of the explorer (0: any free one). */
  ACERVO_WEB_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** What a person or program has to know to use the explorer; absent: everybody who can reach it. */
  ACERVO_WEB_TOKEN: z.string().min(16).optional(),
  /** Names under which the explorer is reached besides localhost, separated by commas. */
  ACERVO_WEB_NAMES: z
    .string()
    .transform((names) =>
      names
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .default([]),
  /** Size of a file that may be tried in the explorer. */
  ACERVO_WEB_UPLOAD_MB: z.coerce.number().positive().max(200).default(20),
});

/** The validated configuration of a process; see the schema for units and defaults. */
export type Configuration = z.infer<typeof schema>;

/** Reads the configuration once, at the top of a `main.ts`.
 *  @throws {PipelineError} `usage`, naming each variable that is wrong (never its value: it may hold a password). */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new PipelineError('usage', `configuration: ${wrong}`);
}
