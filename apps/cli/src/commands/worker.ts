import type { GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { runService } from '../run-service.ts';

export function add(registry: Registry): void {
  defineCommand<GlobalOptions>(registry, 'worker', [], (_, options) => runService(registry.context, 'worker', options));
}
