import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Evidence } from '../../../lib/domain/evidence.ts';
import { syncSandbox } from '../../support/local-sync.ts';

const ROOT = join(import.meta.dirname, '../../..');

test('marks each run and evidence item of a sandbox tenant, and names no host of Microsoft as the endpoint', async () => {
  const { run, evidence } = await syncSandbox('no-p2');
  expect(run?.sandbox).toBe('no-p2');
  expect(evidence.length).toBeGreaterThan(2);
  for (const item of evidence) {
    expect(Evidence.parse(item).sandbox).toBe('no-p2');
    expect(item.provenance.endpoint).toMatch(/^sandbox:\/\/no-p2\/v1\.0\/\w+/);
  }
  expect(JSON.stringify({ run, evidence })).not.toContain('graph.microsoft.com');
});

test('marks a rejected run of a sandbox tenant, too', async () => {
  expect((await syncSandbox('bad-secret')).run).toMatchObject({ status: 'rejected', sandbox: 'bad-secret' });
});

test('no handler on AWS knows the mark', () => {
  const handlers = globSync('lambdas/**/*.ts', { cwd: ROOT });
  expect(handlers.length).toBeGreaterThan(5);
  for (const file of handlers) expect(readFileSync(join(ROOT, file), 'utf8')).not.toMatch(/sandbox(?!ed)/i);
});
