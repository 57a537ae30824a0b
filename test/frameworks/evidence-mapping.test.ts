import { expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { requirementsOf } from '../../lib/frameworks/evidence-mapping.ts';
import { FRAMEWORKS } from '../../lib/frameworks/frameworks.ts';

test.each([
  ['secure-score', ['A.8.8', 'A.5.36', 'CC7.1']],
  ['security-alerts', ['A.8.16', 'A.5.25', 'CC7.2']],
  ['risky-users', ['A.5.15', 'A.8.5', 'CC6.1']],
  ['conditional-access', ['A.5.15', 'A.8.2', 'CC6.3']],
])('%s is evidence for %j', (id, ids) => {
  const collector = COLLECTORS.find((candidate) => candidate.id === id);
  expect(requirementsOf(collector?.evidenceFor ?? {}).map((requirement) => requirement.id)).toEqual(ids);
});

test.each(COLLECTORS.map((collector) => ({ collector, name: collector.id })))(
  '$name supports a requirement with a title in every framework',
  ({ collector }) => {
    const requirements = requirementsOf(collector.evidenceFor);
    expect(new Set(requirements.map(({ framework }) => framework))).toEqual(
      new Set(FRAMEWORKS.map(({ id }) => id)),
    );
    for (const { title } of requirements) expect(title.length).toBeGreaterThan(5);
  },
);

test('every requirement of a framework is supported by a collector', () => {
  const covered = COLLECTORS.flatMap(({ evidenceFor }) => requirementsOf(evidenceFor)).map(({ id }) => id);
  for (const { requirements } of FRAMEWORKS)
    expect(covered).toEqual(expect.arrayContaining(Object.keys(requirements)));
});

test.each([{ 'iso-27001-2022': ['A.99.1'] }, { 'pci-dss': ['1.1'] }])(
  'names the unknown requirement in %j',
  (evidenceFor) => {
    expect(() => requirementsOf(evidenceFor)).toThrow(/A\.99\.1|pci-dss/);
  },
);

test('says "evidence for", never "compliant"', () => {
  expect(JSON.stringify(FRAMEWORKS)).not.toMatch(/compliant|passed/i);
});
