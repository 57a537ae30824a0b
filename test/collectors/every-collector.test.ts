import { describe, expect, test } from '@jest/globals';
import { GraphAnswerMalformed } from '../../lib/domain/errors.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import { graphRefusal, type SandboxAnswer } from '../../lib/sandbox/answer.ts';
import { inTurn, page, scenes } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const next = (path: string) => ({ '@odata.nextLink': `https://graph.microsoft.com${path}?$skiptoken=2` });

describe.each(scenes.map((scene) => ({ name: scene.collector.title, ...scene })))(
  '$name',
  ({ collector, path, objects }) => {
    const { needs } = collector;

    test('continues if the first page is empty and links to a second one', async () => {
      const interfere = inTurn(path, page([], next(path)), page([objects[0]]));
      const { read, graphRequests } = await signedInSandbox({ interfere });
      const { observation } = await read(collector);
      expect(observation.complete).toBe(true);
      expect(observation.provenance).toMatchObject({ pages: 2, items: 1, requests: 2 });
      expect(graphRequests()[1]).toBe(`GET ${path}?$skiptoken=2`);
    });

    test('returns a complete observation of an empty tenant, with its provenance', async () => {
      const { read } = await signedInSandbox({ variant: 'empty' });
      const { outcome, observation } = await read(collector);
      expect(outcome).toBe('collected');
      expect(observation).toMatchObject({ complete: true, missing: [] });
      expect(observation.provenance.answers[0]).toMatchObject({ path, status: 200, items: 0 });
    });

    test('names the permission to grant, and asks once, if the token lacks it', async () => {
      const { read, graphRequests } = await signedInSandbox({ variant: 'no-consent' });
      const failure = failureOf(await rejection(read(collector)));
      expect(failure.name).toBe('PermissionMissing');
      expect(failure.remedy).toContain(`application permission ${needs.permission}`);
      expect(failure.message).toContain(failure.requestId);
      expect(graphRequests()).toHaveLength(1);
    });

    test('waits for the time in Retry-After', async () => {
      const throttled = { ...graphRefusal(429, 'TooManyRequests', ''), headers: { 'retry-after': '7' } };
      const { read, clock } = await signedInSandbox({ interfere: inTurn(path, throttled, page(objects)) });
      await read(collector);
      expect(clock.slept).toContain(7_000);
    });

    test('measures every read, including failed ones', async () => {
      const throttled = graphRefusal(429, 'TooManyRequests', '');
      const refused = graphRefusal(403, 'Forbidden', '');
      const values = async (...answers: SandboxAnswer[]) => {
        const { read, measured } = await signedInSandbox({ interfere: inTurn(path, ...answers) });
        await read(collector).catch(() => {});
        expect(measured.map(([of]) => of)).toEqual([{ connection: 'test', collector: collector.id }]);
        return Object.fromEntries(
          measured.flatMap(([, all]) => all.map(({ metric, value }) => [metric, value])),
        );
      };
      expect(await values(throttled, page([objects[0]]))).toEqual({
        CollectorDuration: 1_550,
        PagesRead: 1,
        ItemsRead: 1,
        GraphRetries: 1,
      });
      expect(await values(throttled, throttled, refused)).toMatchObject({ PagesRead: 0, GraphRetries: 2 });
    });

    test('waits for more than a second if a 429 has no Retry-After', async () => {
      const throttled = graphRefusal(429, 'TooManyRequests', '');
      const { read, clock } = await signedInSandbox({ interfere: inTurn(path, throttled, page(objects)) });
      await read(collector);
      expect(clock.slept[0]).toBe(1_550);
    });

    test.each([
      ['is not JSON', '<html>'],
      ['has no value', { values: [] }],
      ['has a value that is not an array', { value: {} }],
      ['holds null instead of an object', { value: [null] }],
      ['holds an object of another form', { value: [{ id: 7, createdDateTime: 'yesterday', state: [] }] }],
    ])('fails, and names the request-id, if the page %s', async (_, body) => {
      const { read } = await signedInSandbox({ interfere: inTurn(path, { status: 200, body }) });
      const error = await rejection<GraphAnswerMalformed>(read(collector));
      expect(error).toBeInstanceOf(GraphAnswerMalformed);
      expect(error.details.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(error.message).toContain(error.details.requestId);
      expect(error.details.graph).toMatchObject({ status: 200, requestId: error.details.requestId });
    });

    test('is partial after a partial answer (206), and names the missing provider', async () => {
      const partial = {
        ...page([objects[0]]),
        status: 206,
        headers: { warning: '199 - "Microsoft/Provider/504/10000"' },
      };
      const { read } = await signedInSandbox({ interfere: inTurn(path, partial) });
      const { observation } = await read(collector);
      expect(observation.complete).toBe(false);
      expect(observation.missing).toEqual([expect.stringContaining('Microsoft/Provider/504')]);
      expect(observation.summary).toMatch(/^In the part that could be read: /);
    });
  },
);
