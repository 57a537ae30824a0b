import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { progressLines } from '../../../lib/command/output/progress-view.ts';
import { graphRefusal } from '../../../lib/sandbox/answer.ts';
import type { Interference } from '../../../lib/sandbox/server.ts';
import type { SandboxTenantName } from '../../../lib/sandbox/tenant-names.ts';
import { syncSandbox } from '../../support/local-sync.ts';

/** Repeats the request's credentials in every place of the answer. */
const REPEATING: Record<string, Interference> = {
  'Graph repeats the token in an error': ({ url, headers }) =>
    url.pathname.startsWith('/v1.0/')
      ? graphRefusal(400, headers.authorization ?? '', `You sent ${headers.authorization}`)
      : undefined,
  'Graph repeats the token in its request-id and Warning': ({ url, headers }) =>
    url.pathname.startsWith('/v1.0/security/')
      ? {
          status: 206,
          headers: { 'request-id': headers.authorization ?? '', warning: headers.authorization ?? '' },
          body: { value: [] },
        }
      : undefined,
  'Graph repeats the token in a link': ({ url, headers }) =>
    url.pathname === '/v1.0/security/alerts_v2' && !url.search.includes('token')
      ? {
          status: 200,
          body: { value: [], '@odata.nextLink': `${url.href}&token=${headers.authorization?.slice(7)}` },
        }
      : undefined,
  'Graph repeats the token in its objects': ({ url, headers }) =>
    url.pathname === '/v1.0/security/alerts_v2'
      ? { status: 200, body: { value: [{ id: 'a', title: headers.authorization, status: 'new' }] } }
      : undefined,
  'Entra repeats the secret in an error': ({ method, body }) =>
    method === 'POST'
      ? {
          status: 401,
          body: {
            error: 'invalid_client',
            error_description: `AADSTS7000215: ${body} ${decodeURIComponent(body)}`,
            error_codes: [7000215],
          },
        }
      : undefined,
};

describe('neither token nor secret is in state, history, register, progress, announcement, metrics or output', () => {
  test.each<SandboxTenantName>([
    'healthy',
    'no-p2',
    'no-consent',
    'bad-secret',
    'outage',
    'partial',
    'hostile',
  ])('of the tenant %s', async (variant) => {
    await searchEverything(variant);
  });
  test.each(Object.entries(REPEATING))('if %s', async (_, repeat) => {
    await searchEverything('healthy', repeat);
  });
});

async function searchEverything(variant: SandboxTenantName, repeat?: Interference): Promise<void> {
  const canaries = new Set<string>();
  const interfere: Interference = (request, nth) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    // All tokens share the same header; only claims and signature are secret.
    for (const part of token?.split('.').slice(1) ?? []) canaries.add(part);
    return repeat?.(request, nth);
  };
  const sync = await syncSandbox(variant, { interfere });
  canaries.add(sync.secret.clientSecret);
  const { Items } = await sync.table.client.send(new ScanCommand({ TableName: sync.table.tableName }));
  const progress = sync.events.flatMap(progressLines);
  const { result, run, evidence, events, history, announcements, measured } = sync;
  const reported = { progress, events, announcements, measured };
  const written = JSON.stringify({ Items, result, run, evidence, history, ...reported });
  expect(canaries.size).toBeGreaterThanOrEqual(
    variant === 'bad-secret' || run?.status === 'rejected' ? 1 : 3,
  );
  for (const canary of canaries) expect(written).not.toContain(canary);
}
