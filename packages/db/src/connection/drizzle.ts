// drizzle-orm as CommonJS: Node parses a package's package.json anew for each ES module in it, and this one's has 178 kB
// for some hundred modules, which made up a third of a second of every process's start (Node 24.21, drizzle-orm 0.45).
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const { DrizzleQueryError, eq, inArray, sql } = require('drizzle-orm') as typeof import('drizzle-orm');
export const { drizzle } = require('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres');
export const {
  bigint,
  boolean,
  customType,
  date,
  integer,
  jsonb,
  pgTable,
  pgView,
  real,
  smallint,
  text,
  timestamp,
  uuid,
} = require('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core');
