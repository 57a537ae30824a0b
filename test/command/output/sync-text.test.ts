import { afterAll, expect, test } from '@jest/globals';
import { syncText } from '../../../lib/command/output/sync-text.ts';
import type { Evidence } from '../../../lib/domain/evidence.ts';
import type { SyncReview } from '../../../lib/domain/sync-review.ts';
import { syncAt } from '../../support/register-entries.ts';
import { rejected, skipping } from '../../support/sync-outcomes.ts';
import { asTerminal } from '../../support/terminal.ts';

afterAll(asTerminal());

const [before, now] = [syncAt('2026-11-22T06:00:00.000Z', 'a'), syncAt('2026-11-23T06:00:00.000Z', 'a')];

/** Returns the summary of a sync that follows another. */
const words = (later: typeof now, earlier: typeof now, previousEvidence: Evidence[] = earlier.evidence) => {
  const review: SyncReview = { ...later, previousRun: earlier.run, previousEvidence };
  return syncText(review, { folder: undefined, checkpoint: null });
};

test('says that nothing changed only if everything was read and compared', () => {
  expect(words(now, before)).toContain('Nothing changed since the previous sync.');
});

test('says that nothing changed in the rest if a collector was not read', () => {
  const [later, earlier] = [skipping(now, 'risky-users'), skipping(before, 'risky-users')];
  expect(words(later, earlier)).toContain('Nothing changed in what can be compared.');
});

test('does not mention the previous sync if an older one is compared', () => {
  const part = now.evidence.map((item) => ({ ...item, complete: false }));
  const middle = syncAt('2026-11-22T18:00:00.000Z', 'a');
  expect(words(now, { ...middle, evidence: part }, before.evidence)).toContain(
    'Nothing changed since the last complete reading of each.',
  );
});

test('says that changes are unknown if nothing was read', () => {
  expect(words(rejected(now), rejected(before), [])).toContain('What changed is not known');
});

test('a first sync has no changes', () => {
  const review = { ...now, previousRun: undefined, previousEvidence: [] };
  expect(syncText(review, { folder: '/register', checkpoint: null })).toMatch(
    /\nSync complete: \d+ evidence items added to the register \(the first sync of this connection\)\.\nRegister: \/register\n$/,
  );
  expect(syncText(review, { folder: undefined, checkpoint: null })).not.toMatch(/[Cc]hanged|Not compared/);
});

test('the summary repeats warnings about permissions and an urgent renewal', () => {
  const permissions = { granted: [], missing: [], excessive: ['User.Read.All'] };
  const run = { ...now.run, permissions, clientSecretExpires: '2026-12-20' };
  const text = words({ ...now, run }, before);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Permissions: more than needed: User.Read.All. Remove the permissions that are not needed from the app registration.',
  );
  expect(text).toContain('Urgent: the client secret expires on 2026-12-20 (27 days left)');
  const fine = { ...run, permissions: { ...permissions, excessive: [] }, clientSecretExpires: '2027-12-20' };
  expect(words({ ...now, run: fine }, before)).not.toMatch(/Permissions|Urgent/);
});

test('an urgent renewal names the command of the connection, or the secret of the app that it shares', () => {
  const run = { ...now.run, clientSecretExpires: '2026-12-20' };
  const review = { ...now, run, previousRun: undefined, previousEvidence: [] };
  const renewal = (storing: { connect: string; secret?: string }) =>
    syncText(review, { folder: undefined, checkpoint: null, storing }).replace(/\s+/g, ' ');
  const connect = 'npx m365-evidence connect plant --local';
  expect(renewal({ connect })).toContain(`make a new one and run "${connect}" again.`);
  const shared = renewal({ connect, secret: 'team/entra' });
  expect(shared).toContain('make a new one and store it in the secret team/entra.');
  expect(shared).not.toContain('m365-evidence connect');
});

test('ends with the newest checkpoint of the log, above the register', () => {
  const review = { ...now, previousRun: undefined, previousEvidence: [] };
  const checkpoint = { size: 412, root: 'q1mS9CwV=', keyId: '5f0c2a9e' };
  expect(syncText(review, { folder: '/register', checkpoint })).toMatch(
    /\nSealed: 412 entries, root q1mS9CwV=, key 5f0c2a9e\nRegister: \/register\n$/,
  );
});
