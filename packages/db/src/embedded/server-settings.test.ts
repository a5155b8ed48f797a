import { expect, test } from 'vitest';
import { serverSettings } from './server-settings.ts';

test('a machine of many cores gets a connection for each process that extracts or reads pages', () => {
  const settings = (cores: number) => serverSettings({ port: 1, cores });
  expect(settings(2)).toContain('\nmax_connections = 104\n');
  expect(settings(64)).toContain('\nmax_connections = 228\n');
});
