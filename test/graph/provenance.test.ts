import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';

test('lists path, query, status, request-id, Date, items and SHA-256 of an answer', async () => {
  const body = '{"value":[{"id":"a","status":"new"}]}';
  const headers = { 'request-id': 'b2c3\u00e9;', date: 'Mon, 23 Nov 2026 11:59:58 GMT' };
  const sandbox = await signedInSandbox({
    interfere: ({ url }) => (url.pathname === PATH ? { status: 200, headers, body } : undefined),
  });
  const { provenance } = (await sandbox.read(securityAlerts)).observation;
  const sha256 = createHash('sha256').update(body).digest('hex');
  expect(provenance).toEqual({
    collector: 'security-alerts',
    collectorVersion: '2',
    tenantId: sandbox.session.tenantId,
    endpoint: `https://graph.microsoft.com${PATH}?$count=true&$top=1000&$select=id%2Ctitle%2Cseverity%2Cstatus%2CcreatedDateTime%2CresolvedDateTime%2CserviceSource%2CassignedTo`,
    pages: 1,
    items: 1,
    requests: 1,
    asOf: '2026-11-23T12:00:00.000Z',
    answersKept: true,
    reading: expect.stringMatching(/^[0-9a-f-]{36}$/),
    sha256: createHash('sha256').update(sha256).digest('hex'),
    answers: [
      {
        path: PATH,
        query:
          '$count=true&$top=1000&$select=id%2Ctitle%2Cseverity%2Cstatus%2CcreatedDateTime%2CresolvedDateTime%2CserviceSource%2CassignedTo',
        status: 200,
        requestId: 'b2c3',
        date: '2026-11-23T11:59:58.000Z',
        items: 1,
        sha256,
      },
    ],
    answersOmitted: 0,
  });
});

test('lists the first answers and the last one, counts the rest, and hashes all', async () => {
  const alerts = alertsOf(40_000, Date.parse('2026-11-23T12:00:00Z'));
  const sandbox = await signedInSandbox({ data: { '/security/alerts_v2': alerts } });
  const { provenance } = (await sandbox.read(securityAlerts)).observation;
  expect(provenance).toMatchObject({ pages: 40, items: 40_000, answersOmitted: 8 });
  expect(provenance.answers).toHaveLength(32);
  const read = sandbox.progress.flatMap((event) => (event.kind === 'page' ? [event.answer] : []));
  expect(provenance.answers).toEqual([...read.slice(0, 31), read[39]]);
});
