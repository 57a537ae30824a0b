import { describe, expect, test } from '@jest/globals';
import { ERROR_OF_SKIP } from '../../lib/domain/collection-outcome.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import { graphRefusal, type SandboxAnswer } from '../../lib/sandbox/answer.ts';
import { inTurn, page, scenes } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const UNLICENSED = [
  graphRefusal(403, 'Forbidden', 'Your tenant is not licensed for this feature.'),
  graphRefusal(403, 'AccessDenied', 'Please upgrade your subscription to access it.'),
  graphRefusal(403, 'AADB2C', 'An exception has occurred.'),
  graphRefusal(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  ),
  graphRefusal(403, 'TenantNotOnboarded', ''),
  graphRefusal(403, 'Forbidden', 'Account is not provisioned.'),
];

describe.each(scenes.map((scene) => ({ name: scene.collector.title, ...scene })))(
  '$name, with its permission in the token',
  ({ collector, path, objects }) => {
    const { needs, skips } = collector;
    const refusedWith = async (answer: SandboxAnswer, roles?: readonly string[]) => {
      const { read } = await signedInSandbox({
        interfere: inTurn(path, answer),
        ...(roles && { tenant: { roles } }),
      });
      return failureOf(await rejection(read(collector)));
    };

    test.each(UNLICENSED)('throws LicenseMissing for other wordings of Graph: %#', async (answer) => {
      const { name, remedy } = await refusedWith(answer);
      expect(name).toBe(needs.license ? 'LicenseMissing' : 'RefusedDespitePermission');
      if (needs.license) expect(remedy).toContain(needs.license);
    });

    test('may be skipped for a missing licence if it needs a licence', () => {
      expect(skips.includes('license-missing')).toBe(needs.license !== undefined);
    });

    test('throws RefusedDespitePermission for any other cause, unless only a licence can be missing', async () => {
      const words = 'The request is blocked by the administrator.';
      const { name, message, remedy, graph, requestId } = await refusedWith(
        graphRefusal(403, 'AccessBlocked', words),
      );
      expect(graph).toEqual({ status: 403, code: 'AccessBlocked', message: words, requestId });
      if (needs.unlicensed === 'refused') {
        expect(name).toBe(ERROR_OF_SKIP['license-missing']);
        return;
      }
      expect(name).toBe('RefusedDespitePermission');
      expect(message).toContain(
        `The token holds ${needs.permission}, but Graph refused: AccessBlocked: ${words}`,
      );
      expect(remedy).not.toMatch(/grant/i);
    });

    test('does not take a refusal for a missing licence after Graph gave objects, unless it always does', async () => {
      if (collector.id === 'secure-score') return;
      const link = { '@odata.nextLink': `https://graph.microsoft.com${path}?$skiptoken=2` };
      const { read } = await signedInSandbox({
        interfere: inTurn(path, page([objects[0]], link), UNLICENSED[0]),
      });
      const { name } = failureOf(await rejection(read(collector)));
      expect(name).toBe(needs.unlicensed === 'refused' ? 'LicenseMissing' : 'RefusedDespitePermission');
    });

    test('names the broader permission in the token', async () => {
      const broader = needs.permission.replace('.Read.', '.ReadWrite.');
      const { name, message, remedy } = await refusedWith(graphRefusal(403, 'AccessBlocked', ''), [broader]);
      expect(name).not.toBe('PermissionMissing');
      if (name !== 'RefusedDespitePermission') return;
      expect(message).toContain(`The token holds ${broader},`);
      expect(remedy).toContain(`may ask for ${needs.permission} itself`);
      expect(remedy).not.toMatch(/grant/i);
    });

    test('throws PermissionMissing for any words if the token lacks the permission', async () => {
      const { name } = await refusedWith(graphRefusal(403, 'Forbidden', 'No subscription or licence.'), []);
      expect(name).toBe('PermissionMissing');
    });
  },
);
