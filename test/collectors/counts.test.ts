import { describe, expect, test } from '@jest/globals';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { inTurn, page, scenes } from '../support/collector-scenes.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const counting = scenes.filter(({ collector }) => collector.id !== 'secure-score');
const linkTo = (path: string, page: number) => ({
  '@odata.nextLink': `https://graph.microsoft.com${path}?$skiptoken=${page}`,
});

/** Returns the fields of a policy without which no safeguard can be counted. */
function needed(policy: object): object {
  return Object.fromEntries(
    Object.entries(policy).filter(([field]) => ['conditions', 'grantControls'].includes(field)),
  );
}

describe.each(counting.map((scene) => ({ name: scene.collector.title, ...scene })))(
  '$name',
  ({ collector, path, objects: [model] }) => {
    const object = (id: unknown) => ({ ...model, id });
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => object(`o${from + index}`));
    async function read(...pages: ReturnType<typeof page>[]) {
      const sandbox = await signedInSandbox({ interfere: inTurn(path, ...pages) });
      return (await sandbox.read(collector)).observation;
    }

    test('is partial if a page repeats 20 objects and 20 others are missing', async () => {
      const { complete, missing } = await read(
        page(numbered(0, 130), { '@odata.count': 260, ...linkTo(path, 2) }),
        page(numbered(110, 240)),
      );
      expect(complete).toBe(false);
      expect(missing).toEqual([
        expect.stringMatching(/^Graph counted 260 .* held 240 different ones: 20 were not read$/),
      ]);
    });

    test('is partial if one object is missing and another appears twice', async () => {
      const { complete, missing } = await read(page([object('a'), object('a')], { '@odata.count': 2 }));
      expect({ complete, missing }).toEqual({
        complete: false,
        missing: [expect.stringContaining('1 was not read')],
      });
    });

    test('is complete if the list grew during reading', async () => {
      const { complete } = await read(
        page(numbered(0, 3), { '@odata.count': 3, ...linkTo(path, 2) }),
        page(numbered(2, 5)),
      );
      expect(complete).toBe(true);
    });

    test('compares with Graph’s largest count', async () => {
      for (const [first, second] of [
        [5, 3],
        [3, 5],
      ]) {
        const { missing } = await read(
          page(numbered(0, 2), { '@odata.count': first, ...linkTo(path, 2) }),
          page(numbered(2, 4), { '@odata.count': second }),
        );
        expect(missing).toEqual([expect.stringContaining('Graph counted 5')]);
      }
    });

    test.each([null, -1, 2.5, '-9', '9.5', 'NaN', {}, [], true, 1e300])(
      'ignores the count %j',
      async (count) => {
        const { complete } = await read(page([object('a')], { '@odata.count': count }));
        expect(complete).toBe(true);
      },
    );

    test.each([null, '', ' '])('treats the link %j as the end', async (link) => {
      const { complete, provenance } = await read(page([object('a')], { '@odata.nextLink': link }));
      expect({ complete, pages: provenance.pages }).toEqual({ complete: true, pages: 1 });
    });

    test('accepts a count in a string', async () => {
      const { missing } = await read(page([object('a')], { '@odata.count': '9' }));
      expect(missing).toEqual([expect.stringContaining('8 were not read')]);
    });

    test('counts ids that differ only in case as two', async () => {
      const { complete } = await read(page([object('AAMk'), object('aamk')], { '@odata.count': 2 }));
      expect(complete).toBe(true);
    });

    test.each([
      ['has no id', { ...model, id: undefined }],
      ['has null for an id', { ...model, id: null }],
      ['has a number for an id', { ...model, id: 7 }],
      ['has a blank id', { ...model, id: ' ' }],
      ['is null', null],
      ['is a string', 'alert'],
      ['is a list', []],
    ])('is partial, and names the index, if an object %s', async (_, broken) => {
      const objects = [...numbered(0, 17), broken, ...numbered(18, 180)];
      const { complete, missing, provenance } = await read(page(objects, { '@odata.count': 180 }));
      expect(complete).toBe(false);
      const [answer] = provenance.answers;
      expect(missing).toEqual([
        expect.stringMatching(
          new RegExp(
            `^1 of 180 .* could not be read \\(index 17 of the answer with request-id ${answer?.requestId}\\)$`,
          ),
        ),
      ]);
      expect(answer?.items).toBe(180);
    });

    test('names the indexes of three unreadable objects, and counts all', async () => {
      const { missing } = await read(
        page([null, object('a'), 7, null], linkTo(path, 2)),
        page([object('b'), {}, {}]),
      );
      expect(missing).toEqual([
        expect.stringMatching(/^5 of 7 .*\(index 0 .*, index 2 .*, index 3 .*, and 2 more\)$/),
      ]);
    });

    test('counts objects whose optional fields have another type', async () => {
      const strange = [null, 7, '', [], {}, true, 'NaN'].map((value, index) => ({
        ...Object.fromEntries(Object.keys(model).map((field) => [field, value])),
        ...('riskState' in model && { riskState: 'remediated' }),
        // The state, conditions and grant controls of a policy are needed.
        ...('displayName' in model && { ...needed(model), state: 'enabled' }),
        id: `o${index}`,
      }));
      expect((await read(page(strange))).complete).toBe(true);
    });
  },
);

test('counts the first appearance of an object that appears twice', async () => {
  const alert = (status: string) => ({ id: 'a', title: 'One', severity: 'high', status });
  const path = '/v1.0/security/alerts_v2';
  const sandbox = await signedInSandbox({
    interfere: inTurn(path, page([alert('new')], linkTo(path, 2)), page([alert('resolved')])),
  });
  expect((await sandbox.read(securityAlerts)).observation.facts).toMatchObject({
    unresolved: 1,
    resolved: 0,
  });
});
