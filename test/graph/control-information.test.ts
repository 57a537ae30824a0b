import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
const NEXT = `https://graph.microsoft.com${PATH}?$skip=1`;
const [first, second] = [
  { id: 'a', status: 'new' },
  { id: 'b', status: 'new' },
];
const TIMEOUT = { error: { code: 'Timeout', message: 'A provider did not answer.' } };

test.each(['@nextLink', '@odata.nextlink', '@odata.NextLink'])('follows a link named %s', async (name) => {
  const sandbox = await signedInSandbox({
    interfere: inTurn(PATH, page([first], { [name]: NEXT }), page([second])),
  });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation).toMatchObject({ complete: true, facts: { unresolved: 2 } });
});

test.each(['@count', '@odata.Count'])('compares the objects with a number named %s', async (name) => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, page([first], { [name]: 2 })) });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation.missing).toEqual([expect.stringContaining('1 was not read')]);
});

test.each([{}, { '@odata.count': 1 }])(
  'an error next to the objects makes evidence partial (%j)',
  async (more) => {
    const sandbox = await signedInSandbox({
      interfere: inTurn(PATH, page([first], { ...more, ...TIMEOUT })),
    });
    const { observation } = await sandbox.read(securityAlerts);
    expect(observation).toMatchObject({ complete: false, facts: { unresolved: 1 } });
    expect(observation.missing).toEqual([
      'Graph reported an error next to the objects of a page: Timeout: A provider did not answer.',
    ]);
  },
);

test('a page whose error is null is complete', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, page([first], { error: null })) });
  expect((await sandbox.read(securityAlerts)).observation.complete).toBe(true);
});

test('an error with status 200 is asked for again', async () => {
  const sandbox = await signedInSandbox({
    interfere: inTurn(PATH, { status: 200, body: TIMEOUT }, page([first])),
  });
  expect((await sandbox.read(securityAlerts)).observation).toMatchObject({ complete: true });
});

test('an error with status 200 that stays keeps Graph’s own words', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, { status: 200, body: TIMEOUT }) });
  expect(await rejection(sandbox.read(securityAlerts))).toMatchObject({
    name: 'GraphAnswerMalformed',
    message: expect.stringContaining('it is an error: Timeout: A provider did not answer.'),
    details: { graph: { status: 200, code: 'Timeout', message: 'A provider did not answer.' } },
  });
});
