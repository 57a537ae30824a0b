import { afterEach, expect, test } from '@jest/globals';
import { settingsSource } from '../../../lambdas/runtime/settings-source.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { openHttpTransport } from '../../../lib/http/http-transport.ts';
import { settingsParameter } from '../../../lib/settings/settings-parameter.ts';
import { startAws } from '../../support/aws-stand-in.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const ports = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
  openTransport: openHttpTransport,
  clock: new VirtualClock(),
  random: () => 0.5,
};

async function settingsIn(Value: string) {
  const aws = await startAws({}, { GetParameter: () => ({ Parameter: { Value } }) });
  open.push(aws);
  const place = { SSM_URL: aws.env.AWS_ENDPOINT_URL, SETTINGS_PARAMETER: 'the-settings' };
  return await settingsSource(place, ports)();
}

test('reads the settings from their parameter', async () => {
  const settings = { frameworks: ['soc2-2017'], thresholds: { 'secure-score.percentage': { below: 60 } } };
  expect(await settingsIn(settingsParameter(settings))).toEqual(settings);
});

test.each(['', 'null', '[]', '{"frameworks":"soc2-2017","thresholds":{}}'])(
  'throws for settings in a parameter with %j',
  async (Value) => {
    await expect(settingsIn(Value)).rejects.toThrow();
  },
);

test('returns the defaults if the stack has no parameter', async () => {
  expect(await settingsSource({}, ports)()).toEqual(DEFAULT_SETTINGS);
});
