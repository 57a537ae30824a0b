import { expect, test } from '@jest/globals';
import { Evidence } from '../../lib/domain/evidence.ts';
import { Observation } from '../../lib/domain/observation.ts';
import { emptyObservation } from '../support/observation.ts';
import { syncAt } from '../support/register-entries.ts';

test('reads evidence and observations of earlier versions, which have no caveats', () => {
  const { caveats: _, ...observation } = emptyObservation;
  expect(Observation.parse(observation).caveats).toEqual([]);
  const [item] = syncAt('2026-11-23T06:00:00.000Z').evidence;
  const { caveats: __, ...earlier } = item ?? {};
  expect(Evidence.parse(earlier).caveats).toEqual([]);
});

test('the fields of evidence have a fixed order in JSON: those of the observation in the middle', () => {
  expect(Object.keys(Evidence.shape).join(' ')).toBe(
    'id run connection tenantId collector title collectedAt complete missing caveats summary facts requirements provenance sandbox',
  );
});
