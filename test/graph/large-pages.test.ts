import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { NODE_FLAGS } from '../../lib/infrastructure/bundling.ts';
import type { SandboxRequest } from '../../lib/sandbox/answer.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
const MB = 1024 * 1024;
const NOW = Date.parse('2026-11-23T12:00:00Z');
/** Brotli's default takes seconds for these pages. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const topOf = ({ url }: SandboxRequest) => Number(url.searchParams.get('$top'));

test('hostile pages fail with a named error within the memory of a function', async () => {
  const empties = (bytes: number) => '{},'.repeat(bytes / 3);
  const pages = [
    ['gzip', gzipSync(`{"value":[${empties(64 * MB)}{}]}`), 'larger than 16777216 bytes'],
    ['br', brotliCompressSync(`{"value":[${empties(15 * MB)}{}]}`, FAST), 'more than 5000 objects'],
    [
      'gzip',
      gzipSync(`{"value":[{"id":"a","evidence":[${empties(15 * MB)}{}]}]}`),
      'more than 1000000 values',
    ],
    ['gzip', gzipSync(`{"value":${'['.repeat(7 * MB)}`), 'more than 1000000 values'],
  ] as const;
  const folder = await mkdtemp(join(tmpdir(), 'm365-evidence-pages-'));
  const files = await Promise.all(
    pages.map(async ([encoding, body], index) => {
      const file = join(folder, String(index));
      await writeFile(file, body);
      return `${encoding}:${file}`;
    }),
  );
  const program = join(import.meta.dirname, '../support/memory-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...NODE_FLAGS, program, ...files]);
  await rm(folder, { recursive: true });
  const { ends, megabytes } = JSON.parse(stdout) as { ends: string[]; megabytes: number };
  expect(ends).toEqual(
    pages.map(([, , why]) => expect.stringMatching(new RegExp(`^GraphAnswerMalformed: .*${why}`))),
  );
  expect(megabytes).toBeLessThan(400);
});

test('a page that is too large is asked for again with a smaller $top, from the beginning', async () => {
  const evidence = [{ '@odata.type': '#x', remediationStatusDetails: 'x'.repeat(30_000) }];
  const alerts = alertsOf(600, NOW).map((alert) => ({ ...alert, evidence }));
  const refusesSelect = ({ url }: SandboxRequest) =>
    url.searchParams.has('$select') ? { status: 400, body: {} } : undefined;
  const sandbox = await signedInSandbox({
    data: { '/security/alerts_v2': alerts },
    interfere: refusesSelect,
  });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation).toMatchObject({ complete: true, facts: { resolved: 342, unresolved: 258 } });
  const asked = sandbox.graphRequests().map((request) => /\$top=(\d+)/.exec(request)?.[1]);
  expect(asked.slice(0, 3)).toEqual(['1000', '1000', '500']);
  expect(observation.provenance.endpoint).toContain('$top=500');
  expect(sandbox.progress).toContainEqual(
    expect.objectContaining({ why: 'the page is too large, so pages of 500 are asked for' }),
  );
});

test('counts objects once if a later page is too large and the collection starts over', async () => {
  const [first, second] = [alertsOf(2, NOW).slice(0, 1), alertsOf(2, NOW).slice(1)];
  const more = { '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skip=1` };
  const sandbox = await signedInSandbox({
    interfere: (request) => {
      if (request.url.pathname !== PATH) return undefined;
      if (request.url.searchParams.has('$skip')) return page(Array(5_001).fill({ id: 'x' }));
      return topOf(request) === 1_000 ? page(first, more) : page([...first, ...second]);
    },
  });
  const { facts, provenance } = (await sandbox.read(securityAlerts)).observation;
  expect(Number(facts.unresolved) + Number(facts.resolved)).toBe(2);
  expect(provenance.pages).toBe(2);
});

test('fails as malformed if a page is too large with the smallest $top', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, page(Array(5_001).fill({ id: 'x' }))) });
  const error = await rejection(sandbox.read(securityAlerts));
  expect(error).toMatchObject({
    name: 'GraphAnswerMalformed',
    message: expect.stringContaining('more than 5000 objects'),
  });
  expect(sandbox.graphRequests().map((request) => /\$top=(\d+)/.exec(request)?.[1])).toEqual([
    '1000',
    '500',
    '250',
    '125',
    '62',
  ]);
});
