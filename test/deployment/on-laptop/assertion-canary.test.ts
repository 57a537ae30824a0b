import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { progressLines } from '../../../lib/command/output/progress-view.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from '../../../lib/sandbox/answer.ts';
import { writeToken } from '../../../lib/sandbox/json-web-token.ts';
import type { Interference } from '../../../lib/sandbox/server.ts';
import { SandboxSts } from '../../../lib/sandbox/sts.ts';
import { stsRefusal } from '../../../lib/sandbox/sts-request.ts';
import { ENCODINGS } from '../../support/encodings.ts';
import { type SyncSetup, syncSandbox } from '../../support/local-sync.ts';
import { ENTRA } from '../../support/repeating-services.ts';
import { SANDBOX_CREDENTIALS, sandboxCertificate } from '../../support/sandbox-credential.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** A private key would show in any of its lines. */
const keyLines = () => sandboxCertificate().privateKey.split('\n').slice(1, -2);
const assertionIn = ({ body }: Pick<SandboxRequest, 'body'>) =>
  new URLSearchParams(body).get('client_assertion') ?? '';
const isSignIn = ({ url }: SandboxRequest) => url.pathname.endsWith('/oauth2/v2.0/token');

describe.each(SANDBOX_CREDENTIALS)(
  'with the credential "%s", no credential is in anything that is kept or shown',
  (credential) => {
    const refusing =
      (refusal: (request: SandboxRequest) => SandboxAnswer): Interference =>
      (request) =>
        isSignIn(request) ? refusal(request) : undefined;

    test.each<[string, SyncSetup]>([
      ['if the sync is complete', {}],
      ['if a collector fails', { tenant: { roles: ['Policy.Read.All'] } }],
      ['if Entra refuses the app', { tenant: { clientId: '11111111-1111-4111-8111-111111111111' } }],
      [
        'if Entra refuses the credential',
        { tenant: { certificates: [], federatedCredentials: [], clientSecret: 'x' } },
      ],
      [
        'if Entra repeats the request',
        { interfere: refusing(({ body }) => refused(`${body} ${decodeURIComponent(body)}`)) },
      ],
      [
        'if Entra is busy and repeats the request',
        { interfere: refusing(({ body }) => ({ status: 503, body })) },
      ],
      [
        'if Graph refuses and repeats the token',
        {
          interfere: ({ url, headers }) =>
            url.pathname.startsWith('/v1.0/')
              ? graphRefusal(400, 'x', String(headers.authorization))
              : undefined,
        },
      ],
    ])('%s', async (_, setup) => {
      const { canaries, written } = await everythingOf({ ...setup, credential });
      expect(canaries.size).toBeGreaterThan(0);
      expectNowhere(canaries, written);
    });
  },
);

const CHOSEN = [
  'unchanged',
  'for a URL',
  'in percent escapes, twice',
  'in JSON escapes, three times',
  'in base64',
  'in base64url',
  'in base64 for a URL',
  'in base64 behind other bytes',
  'in hexadecimal',
  'split over lines',
];

describe.each(['certificate', 'federated'] as const)(
  'Entra may repeat the assertion of the credential "%s"',
  (credential) => {
    const places = Object.entries(ENTRA);
    const cases = CHOSEN.map((encoding, index) => {
      const [place = '', plant = refused] = places[index % places.length] ?? [];
      return { encoding, place, plant };
    });
    test.each(cases)('$encoding in $place leaves no trace', async ({ encoding, plant }) => {
      const planted = new Set<string>();
      const { written, canaries } = await everythingOf({
        credential,
        interfere: (request) => {
          if (!isSignIn(request)) return undefined;
          const text = ENCODINGS[encoding]?.(assertionIn(request)) ?? '';
          planted.add(text);
          return plant(text);
        },
      });
      expect(planted.size).toBeGreaterThan(0);
      // A truncated text keeps at least its first 40 characters.
      for (const text of planted) {
        const start = text.slice(0, 40);
        const escaped = [JSON.stringify(start).slice(1, -1), encodeURIComponent(start)];
        expectNowhere(new Set([start, ...escaped]), written);
      }
      expectNowhere(canaries, written);
    });

    test('in the roles of the token leaves no trace', async () => {
      const { written, canaries } = await everythingOf({
        credential,
        interfere: (request) => {
          if (!isSignIn(request)) return undefined;
          const roles = [assertionIn(request).slice(-100), assertionIn(request), 'Policy.Read.All'];
          const access_token = writeToken({ alg: 'HS256' }, { roles, tid: 'x' }, () =>
            Buffer.from('signature'),
          );
          return { status: 200, body: { token_type: 'Bearer', expires_in: 3_599, access_token } };
        },
      });
      expectNowhere(canaries, written);
    });
  },
);

test('a token that STS repeats in its refusal leaves no trace', async () => {
  const token = new SandboxSts(new VirtualClock()).sign('api://AzureADTokenExchange');
  const { written } = await everythingOf({
    credential: 'federated',
    interfere: ({ url }) =>
      url.pathname === '/' ? stsRefusal(403, 'AccessDenied', `Token ${token} is refused`) : undefined,
  });
  expectNowhere(new Set(token.split('.')), written);
});

function refused(text: string): SandboxAnswer {
  const error_description = `AADSTS700027: ${text}`;
  return { status: 401, body: { error: 'invalid_client', error_description, error_codes: [700027] } };
}

/** The complete text would flood the output of a failing test. */
function expectNowhere(canaries: ReadonlySet<string>, written: string): void {
  expect([...canaries].filter((canary) => written.includes(canary))).toEqual([]);
}

/** Syncs the sandbox tenant. Returns all that is kept or shown, and the pieces of credentials that must not be in it. */
async function everythingOf(setup: SyncSetup) {
  const canaries = new Set<string>(keyLines());
  const interfere: Interference = (request, nth) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    for (const credential of [token, assertionIn(request)])
      for (const part of credential?.split('.').slice(1) ?? []) canaries.add(part.slice(-60));
    return setup.interfere?.(request, nth);
  };
  const sync = await syncSandbox('healthy', { ...setup, interfere });
  canaries.add(sync.secret.clientSecret);
  const { Items } = await sync.table.client.send(new ScanCommand({ TableName: sync.table.tableName }));
  const progress = sync.events.flatMap(progressLines);
  const { result, run, evidence, events, history, announcements, measured } = sync;
  const shown = { progress, events, announcements, measured };
  return { canaries, written: JSON.stringify({ Items, result, run, evidence, history, ...shown }) };
}
