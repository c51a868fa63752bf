import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from './config.ts';

describe('configuration', () => {
  test('an empty environment gives a workspace on this machine alone', () => {
    for (const env of [
      {},
      { PORT: '', HOST: '', NEXUS_HOME: '', DATABASE_URL: '', NEXUS_TRUSTED_PROXIES: '' },
    ]) {
      expect(parseConfig(env)).toMatchObject({
        port: 3000,
        host: '127.0.0.1',
        home: resolve('.nexus'),
        files: resolve('.nexus/files'),
        databaseUrl: undefined,
        url: 'http://localhost:3000',
        trustedProxies: [],
        metricsToken: undefined,
        workerMetricsPort: undefined,
        inbox: undefined,
        inbox_s: 5,
      });
    }
  });

  test('every value can be set', () => {
    const key = Buffer.alloc(32, 7);
    const set = parseConfig({
      PORT: '8443',
      HOST: '0.0.0.0',
      NEXUS_HOME: '/srv/nexus',
      NEXUS_FILES: '/mnt/files',
      DATABASE_URL: 'postgres://nexus_app:p@db/nexus',
      DATABASE_ADMIN_URL: 'postgresql://admin@db/nexus',
      NEXUS_URL: 'https://treasury.example.com/',
      NEXUS_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      NEXUS_METRICS_TOKEN: 'a-token-of-some-length',
      NEXUS_WORKER_METRICS_PORT: '9464',
      NEXUS_INBOX: '/srv/bank',
      NEXUS_INBOX_SECONDS: '30',
      NEXUS_MASTER_KEY: key.toString('base64'),
    });
    expect(set).toMatchObject({
      port: 8443,
      home: '/srv/nexus',
      files: '/mnt/files',
      url: 'https://treasury.example.com',
      metricsToken: 'a-token-of-some-length',
      workerMetricsPort: 9464,
      inbox: '/srv/bank',
      inbox_s: 30,
    });
    expect(set.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(set.masterKey).toEqual(key);
  });

  test.each([
    ['PORT', '80a', 'PORT must be a whole number from 1 to 65535, and is "80a".'],
    ['PORT', '0', 'PORT must be a whole number from 1 to 65535, and is "0".'],
    ['PORT', '65536', 'PORT must be a whole number from 1 to 65535, and is "65536".'],
    [
      'DATABASE_URL',
      'mysql://u:secret@h/d',
      'DATABASE_URL must look like postgres://user:password@host:5432/database.',
    ],
    ['NEXUS_URL', 'http://treasury.example.com', expect.stringMatching(/^NEXUS_URL must be an origin/)],
    ['NEXUS_URL', 'https://10.0.0.1', expect.stringMatching(/^NEXUS_URL must be an origin/)],
    ['NEXUS_URL', 'https://example.com/nexus', expect.stringMatching(/^NEXUS_URL must be an origin/)],
    [
      'NEXUS_TRUSTED_PROXIES',
      '10.0.0.0/33',
      expect.stringMatching(/^NEXUS_TRUSTED_PROXIES must be IP addresses/),
    ],
    [
      'NEXUS_METRICS_TOKEN',
      'too short',
      'NEXUS_METRICS_TOKEN must be at least 20 characters without spaces.',
    ],
    [
      'NEXUS_WORKER_METRICS_PORT',
      'x',
      'NEXUS_WORKER_METRICS_PORT must be a whole number from 1 to 65535, and is "x".',
    ],
    [
      'NEXUS_INBOX_SECONDS',
      '0',
      'NEXUS_INBOX_SECONDS must be a whole number of seconds from 1 to 3600, and is "0".',
    ],
    ['NEXUS_MASTER_KEY', 'c2hvcnQ=', 'NEXUS_MASTER_KEY must be 32 bytes in base64.'],
  ])('a wrong %s (%s) is named in one sentence', (name, value, message) => {
    expect(() => parseConfig({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'invalid', message }),
    );
  });

  test('the master key is read from the home folder, and asked for only when it is needed', () => {
    const home = mkdtempSync(join(tmpdir(), 'nexus-config-'));
    try {
      const set = parseConfig({ NEXUS_HOME: home });
      expect(() => set.masterKey).toThrow(/There is no master key/);
      mkdirSync(join(home, 'keys'));
      writeFileSync(join(home, 'keys/master.key'), `${Buffer.alloc(32, 1).toString('base64')}\n`);
      expect(set.masterKey).toEqual(Buffer.alloc(32, 1));
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
