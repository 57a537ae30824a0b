import { expect, test } from '@jest/globals';
import { connectionsIn } from '../../lib/connections/connections-context.ts';
import { connectionsInParameter, connectionsParameter } from '../../lib/connections/connections-parameter.ts';
import type { Connection } from '../../lib/domain/connection.ts';

test('without a list there is one daily connection, default, in the global cloud', () => {
  const one = { name: 'default', frequency: 'daily', cloud: 'global', options: {} };
  expect(connectionsIn(undefined)).toEqual([one]);
  expect(connectionsIn('[{"name":"default"}]')).toEqual([one]);
});

test.each(['daily', 'hourly', 'rate(6 hours)', 'cron(0 6 ? * MON-FRI *)'])(
  'accepts the frequency %s',
  (frequency) => {
    expect(connectionsIn([{ name: 'a', frequency }])[0]?.frequency).toBe(frequency);
  },
);

test.each([
  [[], 'at least one'],
  [[{ name: 'Default' }], 'connections[0][name]: use 1 to 40 lower-case'],
  [[{ name: 'a' }, { name: 'a' }], 'two have the same name'],
  [[{ name: 'a', answers: 'none' }], 'connections[0][answers]: must be "keep" or "hash"'],
  [[{ name: 'a', keepWholeAlerts: 'yes' }], 'connections[0][keepWholeAlerts]'],
  [[{ name: 'a-b' }, { name: 'ab' }], 'apart from dashes'],
  [[{ name: 'a', secret: 'arn:aws:secretsmanager:eu-west-1:1:secret:half' }], 'six characters'],
  [
    [{ name: 'a', secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:*-AbCdEf' }],
    'without * and ?',
  ],
  [[{ name: 'a', secret: 'arn:aws:secretsmanager:*:123456789012:secret:app-AbCdEf' }], 'without * and ?'],
  [
    [{ name: 'a', secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-??????' }],
    'without * and ?',
  ],
  [
    [{ name: 'a', secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:a?p-AbCdEf' }],
    'without * and ?',
  ],
  [[{ name: 'a', secret: 'team/*' }], 'without * and ?'],
  [[{ name: 'a', frequency: 'cron(99 *)' }], 'write six fields'],
  [[{ name: 'a', secret: 'x y z!!' }], 'must be a name'],
  [[{ name: 'a', secretKeyArn: 'arn:foo' }], 'connections[0][secretKeyArn]'],
  [
    [{ name: 'a', frequency: 'weekly' }],
    'connections[0][frequency]: weekly cannot be used: use daily, hourly',
  ],
  [[{ name: 'a', cloud: 'mars' }], 'connections[0][cloud]'],
  [[{ name: 'a', title: '' }], 'connections[0][title]: must be 1 to 80 visible characters'],
  [[{ name: 'a', title: 'x'.repeat(81) }], 'connections[0][title]: must be 1 to 80'],
  [[{ name: 'a', title: 'Contoso\u202e AG' }], 'connections[0][title]: must be 1 to 80'],
  [[{ name: 'a', domains: ['contoso'] }], 'connections[0][domains][0]: must be a domain'],
  [[{ name: 'a', domains: Array(30).fill('subsidiary.contoso.com') }], '400 characters at most'],
  [[{ name: 'a', frequenzy: 'daily' }], 'frequenzy'],
])('refuses %j: %s', (context, words) => {
  expect(() => connectionsIn(context)).toThrow(words);
});

test('passes on the tenant’s name and domains, and leaves them out of the parameter', () => {
  const list = [{ name: 'a', title: 'Contoso AG', domains: ['contoso.com', 'contoso.de'] }];
  const connections = connectionsIn(list);
  expect(connections).toMatchObject(list);
  expect(connectionsParameter(connections)).toBe('{"a":"a"}');
});

test('passes on whether answers are kept, in the list and in the parameter', () => {
  const [hashing, whole] = connectionsIn([
    { name: 'a', answers: 'hash' },
    { name: 'b', answers: 'keep', keepWholeAlerts: true },
  ]);
  expect(hashing).toMatchObject({ answers: 'hash', options: {} });
  expect(whole).toMatchObject({ answers: 'keep', options: { keepWholeAlerts: true } });
  const text = connectionsParameter([hashing, whole] as Connection[]);
  expect(JSON.parse(text)).toEqual({
    a: { secret: 'a', answers: 'hash' },
    b: { secret: 'b', keepWholeAlerts: true },
  });
  expect(connectionsInParameter(text)).toMatchObject([
    { name: 'a', answers: 'hash' },
    { name: 'b', options: { keepWholeAlerts: true } },
  ]);
});
