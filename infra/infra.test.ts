import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// Docker does not run where these tests do, so what can be said of the files without it is said here.
const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });

describe('docker-compose.yml', () => {
  it('starts PostgreSQL, Redis, ingest, worker and explorer, and keeps the GPU worker behind a profile', () => {
    const started = Object.entries<{ profiles?: string[] }>(compose.services)
      .filter(([, service]) => service.profiles === undefined)
      .map(([name]) => name);
    expect(started.sort()).toEqual(['explorer', 'ingest', 'postgres', 'redis', 'worker']);
    expect(compose.services['worker-gpu'].profiles).toEqual(['gpu']);
    expect(compose.services['worker-gpu'].environment).toMatchObject({ ACERVO_DEVICE: 'cuda' });
    expect(compose.services['worker-gpu'].environment.DATABASE_URL).toBe(
      compose.services.worker.environment.DATABASE_URL,
    );
  });

  it('publishes nothing beyond the loopback address', () => {
    for (const service of Object.values<{ ports?: string[] }>(compose.services)) {
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('lets nobody into the explorer without a token', () => {
    const { environment, ports } = compose.services.explorer;
    expect(environment.ACERVO_WEB_TOKEN).toMatch(/^\$\{WEB_TOKEN:\?/);
    expect(ports).toHaveLength(1);
  });

  it('keeps court text out of the log of PostgreSQL', () => {
    const command: string[] = compose.services.postgres.command;
    for (const setting of ['log_min_messages=log', 'log_min_error_statement=panic', 'log_parameter_max_length=0'])
      expect(command).toContain(setting);
  });

  it('takes passwords from the environment only', () => {
    expect(read('docker-compose.yml')).not.toMatch(/PASSWORD: [A-Za-z0-9]/);
    expect(read('infra/env.example')).toMatch(/^POSTGRES_PASSWORD=$/m);
  });

  it('mounts configuration and builds images from files that exist', () => {
    for (const service of Object.values<{ build?: { dockerfile: string }; volumes?: string[] }>(compose.services)) {
      if (service.build) expect(existsSync(new URL(service.build.dockerfile, root))).toBe(true);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expect(existsSync(new URL(source, root)), source).toBe(true);
      }
    }
  });
});

describe('redis.conf', () => {
  it('evicts nothing and appends to a file', () => {
    expect(read('infra/redis.conf')).toMatch(/^maxmemory-policy noeviction$/m);
    expect(read('infra/redis.conf')).toMatch(/^appendonly yes$/m);
  });
});

describe('the images', () => {
  it('copy only what exists and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const file of ['acervo.Dockerfile', 'worker-gpu.Dockerfile']) {
      const copies = read(`infra/${file}`)
        .split('\n')
        .filter((line) => /^COPY (?!--from)/.test(line));
      for (const source of copies.flatMap((line) => line.split(/\s+/).slice(1, -1))) {
        expect(existsSync(new URL(source, root)), source).toBe(true);
        expect(
          allowed.some((path) => source === path || source.startsWith(`${path}/`)),
          source,
        ).toBe(true);
      }
    }
  });

  it('know every workspace', () => {
    const dockerfile = read('infra/acervo.Dockerfile');
    for (const group of ['apps', 'packages', 'models']) {
      for (const name of readdirSync(new URL(group, root)).filter((each) =>
        existsSync(new URL(`${group}/${each}/package.json`, root)),
      ))
        expect(dockerfile).toContain(`COPY ${group}/${name}/package.json`);
    }
  });
});
