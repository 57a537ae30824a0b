import { describe, expect, test } from '@jest/globals';
import type { Collector } from '../../lib/collectors/collector.ts';
import { conditionalAccess } from '../../lib/collectors/conditional-access/collector.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { riskyUsers } from '../../lib/collectors/risky-users/collector.ts';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import type { Observation } from '../../lib/domain/observation.ts';
import type { SyncEntry } from '../../lib/log/entry.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import type { SandboxRequest } from '../../lib/sandbox/answer.ts';
import { SANDBOX_TENANTS, type SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { VAULT_NAME } from '../../lib/vault/vault.ts';
import { replayCheck } from '../../lib/verify/check-replay.ts';
import { CheckedFiles } from '../../lib/verify/checked-files.ts';
import { Findings } from '../../lib/verify/finding.ts';
import { replay } from '../../lib/verify/replay.ts';
import { sealedEvidenceIn } from '../../lib/verify/sealed-evidence.ts';
import { inTurn, page, scenes } from '../support/collector-scenes.ts';
import { MemoryVault } from '../support/memory-log.ts';
import { SampleFiles } from '../support/sample-pack.ts';
import { type SandboxSetup, signedInSandbox } from '../support/signed-in-sandbox.ts';

const ALERTS = '/v1.0/security/alerts_v2';
const PROFILES = '/v1.0/security/secureScoreControlProfiles';
const DEFAULTS = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';
const NOW = Date.parse('2026-11-23T12:00:00Z');
const link = (path: string, skip: number) => ({
  '@odata.nextLink': `https://graph.microsoft.com${path}?$skip=${skip}`,
});

/** Reads a source, keeps its answers, and returns the document as it is stored. Undefined if the collector fails. */
async function recorded(collector: Collector, setup: SandboxSetup = {}) {
  const vault = new MemoryVault();
  const { read } = await signedInSandbox({ ...setup, vault });
  const outcome = await read(collector);
  const observation = JSON.parse(JSON.stringify(outcome.observation)) as Observation;
  return { observation, vault };
}

/** Replays the evidence on what the vault has. */
function replayed(
  collector: Collector,
  { observation, vault }: Awaited<ReturnType<typeof recorded>>,
  altered: Partial<Observation['provenance']> = {},
) {
  const provenance = { ...observation.provenance, ...altered };
  return replay(collector.id, { facts: observation.facts, provenance }, async (nth) => {
    const body = await vault.read(VAULT_NAME.answer(provenance.reading ?? '', nth));
    if (!body) throw new Error(`answer ${nth} is not in the vault`);
    return body;
  });
}

const whole = { options: { keepWholeAlerts: true, includeUserNames: true } };

const VARIANTS = Object.keys(SANDBOX_TENANTS) as SandboxTenantName[];
describe.each(VARIANTS.map((variant) => ({ variant })))('the sandbox tenant $variant', ({ variant }) => {
  test.each(COLLECTORS.map((collector) => ({ collector, id: collector.id })))(
    'gives the facts of $id again',
    async ({ collector }) => {
      const read = await recorded(collector, { variant, settings: whole }).catch(() => undefined);
      // The tenant refuses this source, or its sign-in, so there is no evidence.
      if (!read) return;
      expect(read.observation.provenance.answersKept).toBe(true);
      expect((await replayed(collector, read)).outcome).toMatch(/^same/);
    },
  );
});

describe.each(scenes.map((scene) => ({ ...scene, id: scene.collector.id })))(
  '$id',
  ({ collector, path, objects }) => {
    const both = page(objects, { '@odata.count': 3 });

    test('gives its facts again after a partial answer (206) and unreadable objects', async () => {
      const answer = { ...page([objects[0], { id: 7 }]), status: 206 };
      const read = await recorded(collector, { interfere: inTurn(path, answer), settings: whole });
      expect(read.observation.complete).toBe(false);
      expect(await replayed(collector, read)).toEqual({ outcome: 'same' });
    });

    test('gives its facts again after a page that had to be asked for twice, and an error next to objects', async () => {
      const cutOff = { status: 200, body: '{"value":[{"id":' };
      const withError = page(objects, { error: { code: 'Timeout', message: 'a provider is missing' } });
      const read = await recorded(collector, { interfere: inTurn(path, cutOff, withError), settings: whole });
      expect(read.observation.provenance).toMatchObject({ answersKept: true });
      expect(await replayed(collector, read)).toEqual({ outcome: 'same' });
    });

    test('differs if an answer is another one', async () => {
      const read = await recorded(collector, { interfere: inTurn(path, both), settings: whole });
      const [name = ''] = read.vault.keys();
      read.vault.set(name, Buffer.from(JSON.stringify({ value: [] })));
      expect(await replayed(collector, read)).toMatchObject({ outcome: 'differs' });
    });

    test('differs if an answer cannot be read', async () => {
      const read = await recorded(collector, { interfere: inTurn(path, both), settings: whole });
      const [name = ''] = read.vault.keys();
      read.vault.set(name, Buffer.from('<html>'));
      const why = expect.stringContaining('the collector cannot read them (Graph');
      expect(await replayed(collector, read)).toEqual({ outcome: 'differs', why });
    });

    test('is not replayed by another version, or without the time of its reading', async () => {
      const read = await recorded(collector, { settings: whole });
      expect(await replayed(collector, read, { collectorVersion: '99' })).toEqual({
        outcome: 'not-replayed',
        why: expect.stringContaining('version 99 of the collector read them'),
      });
      expect(await replayed(collector, read, { asOf: undefined })).toMatchObject({ outcome: 'not-replayed' });
    });
  },
);

test('names the facts that differ', async () => {
  const read = await recorded(secureScore);
  read.observation.facts.percentage = 99;
  read.observation.facts.invented = true;
  expect(await replayed(secureScore, read)).toEqual({
    outcome: 'differs',
    why: 'they give other facts: percentage, invented',
  });
});

test('is not replayed if the collector is unknown', async () => {
  const read = await recorded(secureScore);
  expect(await replayed({ ...secureScore, id: 'mail-rules' }, read)).toEqual({
    outcome: 'not-replayed',
    why: 'this version of m365-evidence does not have the collector',
  });
});

test('takes the time of the reading as now', async () => {
  const read = await recorded(secureScore);
  const later = await replayed(secureScore, read, { asOf: '2026-12-24T12:00:00.000Z' });
  expect(later).toEqual({ outcome: 'differs', why: 'they give other facts: stale' });
});

test('gives the names of risky users again only with the option that asked for them', async () => {
  const read = await recorded(riskyUsers, { settings: { options: { includeUserNames: true } } });
  expect(await replayed(riskyUsers, read)).toEqual({ outcome: 'same' });
  expect(await replayed(riskyUsers, read, { options: {} })).toEqual({
    outcome: 'differs',
    why: 'they give other facts: userNames',
  });
});

describe('a collection of many pages', () => {
  const data = { '/security/alerts_v2': alertsOf(40_000, NOW) };

  test('gives its facts again, although provenance lists only 32 answers', async () => {
    const read = await recorded(securityAlerts, { data });
    expect(read.observation.provenance.answersOmitted).toBe(8);
    expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same' });
  });

  test('differs if two pages are exchanged for one', async () => {
    const read = await recorded(securityAlerts, { data: { '/security/alerts_v2': alertsOf(3_000, NOW) } });
    const [first = '', second = '', third = ''] = read.vault.keys();
    read.vault.set(second, read.vault.get(first) ?? Buffer.of());
    expect((await replayed(securityAlerts, read)).outcome).toBe('differs');
    read.vault.set(second, read.vault.get(third) ?? Buffer.of());
    expect(await replayed(securityAlerts, read)).toEqual({
      outcome: 'differs',
      why: 'they hold 1 that the collector does not ask for',
    });
  });

  test('gives its facts again if it started over with smaller pages', async () => {
    const [first, second] = [alertsOf(2, NOW).slice(0, 1), alertsOf(2, NOW).slice(1)];
    const interfere = ({ url }: SandboxRequest) => {
      if (url.pathname !== ALERTS) return undefined;
      if (url.searchParams.has('$skip')) return page(Array(5_001).fill({ id: 'x' }));
      return url.searchParams.get('$top') === '1000'
        ? page(first, link(ALERTS, 1))
        : page([...first, ...second, { id: 7 }]);
    };
    const read = await recorded(securityAlerts, { interfere, settings: whole });
    expect(read.observation.provenance).toMatchObject({ startedOver: [2], pages: 2 });
    expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same' });
  });

  test('gives its facts again if Graph refused $select', async () => {
    const interfere = ({ url }: SandboxRequest) =>
      url.searchParams.has('$select') ? { status: 400, body: {} } : undefined;
    const read = await recorded(securityAlerts, { interfere, settings: whole });
    expect(read.observation.provenance).toMatchObject({ startedOver: [1], answersKept: true });
    expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same' });
  });
});

describe('policies of a tenant without enabled ones', () => {
  test('have the security defaults again', async () => {
    const read = await recorded(conditionalAccess, { variant: 'empty' });
    expect(read.observation.facts).toHaveProperty('securityDefaults');
    expect(read.observation.provenance.answers).toHaveLength(2);
    expect(await replayed(conditionalAccess, read)).toEqual({ outcome: 'same' });
  });

  test('lack the security defaults again if Graph refused them', async () => {
    const interfere = inTurn(DEFAULTS, { status: 403, body: { error: { code: 'Forbidden' } } });
    const read = await recorded(conditionalAccess, { variant: 'empty', interfere });
    expect(read.observation.facts).not.toHaveProperty('securityDefaults');
    expect(await replayed(conditionalAccess, read)).toEqual({ outcome: 'same' });
  });

  test('differ if the answer about security defaults is taken away', async () => {
    const read = await recorded(conditionalAccess, { variant: 'empty' });
    const { answers } = read.observation.provenance;
    expect(await replayed(conditionalAccess, read, { answers: answers.slice(0, 1) })).toEqual({
      outcome: 'differs',
      why: 'they give other facts: securityDefaults',
    });
  });
});

describe('a Secure Score with control profiles', () => {
  const answer = (profiles: object[], next?: number) =>
    page(profiles, next === undefined ? {} : link(PROFILES, next));
  const profile = { id: 'UserRiskPolicy', title: 'A title', maxScore: 7 };
  const refused = { status: 400, body: { error: { code: 'BadRequest', message: 'Not allowed' } } };

  test.each([
    ['refused them', [{ status: 403, body: { error: { code: 'Forbidden' } } }], 1],
    ['refused $select', [refused, answer([profile])], 2],
    ['refused the second page', [answer([profile], 1), refused, answer([profile], 1), refused], 3],
    ['gave a part of them', [{ ...answer([profile]), status: 206 }], 2],
    ['gave nothing usable', [{ status: 200, body: '<html>' }], 1],
    ['linked elsewhere', [page([profile], { '@odata.nextLink': 'https://example.com/' })], 1],
  ])('gives its facts again if Graph %s', async (_, answers, pages) => {
    const read = await recorded(secureScore, { interfere: inTurn(PROFILES, ...answers) });
    expect(read.observation.provenance).toMatchObject({ answersKept: true, pages });
    expect(await replayed(secureScore, read)).toEqual({ outcome: 'same' });
  });

  test('differs if the answer about profiles is taken away', async () => {
    const read = await recorded(secureScore);
    const { answers } = read.observation.provenance;
    expect(await replayed(secureScore, read, { answers: answers.slice(0, 1) })).toEqual({
      outcome: 'differs',
      why: 'they give other facts: improvementActions, byCategory',
    });
  });
});

test('compares all but the texts that were left out, because they repeated the token', async () => {
  const interfere = ({ url, headers }: SandboxRequest) =>
    url.pathname === ALERTS
      ? page([
          { id: 'a', severity: 'high', title: headers.authorization?.slice(-40) },
          { id: 'b', severity: 'low', title: 'A title' },
        ])
      : undefined;
  const read = await recorded(securityAlerts, { interfere });
  expect(read.observation.facts.sampleTitles).toEqual(['[left out: a credential]', 'A title']);
  expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same-but-left-out' });
  read.observation.facts.sampleTitles = ['[left out: a credential]', 'Another title'];
  expect((await replayed(securityAlerts, read)).outcome).toBe('differs');
});

describe('verification with --replay', () => {
  const place = { index: 0, run: '2026-11-23T12:00:00.000Z_x' };

  /** Checks the Secure Score of a pack. */
  async function check(alter: (observation: Observation) => void) {
    const { observation, vault } = await recorded(secureScore);
    alter(observation);
    const files = new SampleFiles();
    const answers = [...vault.values()].map((body, index) => {
      const answer = PACK_FILE.answer(0, 'secure-score', index + 1);
      files.set(answer, body);
      return answer;
    });
    const found = new Findings();
    const evidence = sealedEvidenceIn(Buffer.from(JSON.stringify(observation)));
    if (!evidence) throw new Error('no evidence');
    await replayCheck(await CheckedFiles.of(files, found), found)(
      place as SyncEntry,
      'secure-score',
      evidence,
      answers,
    );
    return found;
  }
  const about = { ...place, file: 'syncs/000000000000/secure-score.json' };

  test('finds nothing if the facts are the same', async () => {
    const { findings, notes } = await check(() => {});
    expect([findings, notes]).toEqual([[], []]);
  });

  test('finds that the answers give other facts', async () => {
    const { findings, notes } = await check(({ facts }) => {
      facts.maxScore = 1;
    });
    const message =
      'The kept answers do not give secure-score of 2026-11-23T12:00:00.000Z_x: they give other facts: maxScore';
    expect(findings).toEqual([{ kind: 'differs-on-replay', ...about, message }]);
    expect(notes).toEqual([]);
  });

  test('notes what this version cannot replay', async () => {
    const { findings, notes } = await check(({ provenance }) => {
      provenance.collectorVersion = '0';
    });
    expect(findings).toEqual([]);
    expect(notes).toEqual([
      { kind: 'not-replayed', ...about, message: expect.stringContaining('version 0 of the collector') },
    ]);
  });
});
