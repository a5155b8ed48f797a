import type { GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { runService } from '../run-service.ts';

export function add(registry: Registry): void {
  defineCommand<GlobalOptions>(registry, 'ingest', [], (_, options) => runService(registry.context, 'ingest', options));
}
