import { expect, test } from '@jest/globals';
import { COLLECTORS, collectorById } from '../../lib/collectors/registry.ts';
import { viewOf } from '../../lib/collectors/views.ts';
import { catalogueOf } from '../../lib/frameworks/catalogue.ts';
import { requirementsFor, requirementsOf } from '../../lib/frameworks/evidence-mapping.ts';
import { FRAMEWORKS, PUBLISHED } from '../../lib/frameworks/frameworks.ts';

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
  expect(JSON.stringify(PUBLISHED)).not.toMatch(/compliant|passed/i);
});

test.each([
  ['secure-score', ['ID.RA-01', 'PR.PS-01', '21.2.e', '21.2.f']],
  ['security-alerts', ['DE.AE-02', 'RS.MA-02', '21.2.b']],
  ['risky-users', ['DE.CM-03', 'PR.AA-01', '21.2.i']],
  ['conditional-access', ['PR.AA-03', 'PR.AA-05', '21.2.i', '21.2.j']],
])('%s is evidence for %j if NIST CSF and NIS2 are switched on', (id, ids) => {
  const settings = { frameworks: ['nist-csf-2.0', 'nis2-2022-2555'] };
  expect(requirementsFor(collectorById(id), settings).map((requirement) => requirement.id)).toEqual(ids);
});

test('an own framework maps collectors, in the order of the settings', () => {
  const ours = {
    id: 'ours',
    title: 'Ours',
    requirements: { P1: 'Risk', P2: 'Unmapped' },
    mapping: { 'risky-users': ['P1'] },
  };
  const named = (collector: string) =>
    requirementsFor(collectorById(collector), { frameworks: [ours, 'soc2-2017', 'iso-99999'] }).map(
      ({ framework, id, title }) => `${framework} ${id} ${title}`,
    );
  expect(named('risky-users')).toEqual([
    'ours P1 Risk',
    'soc2-2017 CC6.1 Technical limits on who reaches protected information',
  ]);
  expect(named('secure-score')).toEqual([expect.stringContaining('soc2-2017 CC7.1')]);
});

test.each(COLLECTORS.map(({ id }) => id))('%s says what its evidence shows for each requirement', (id) => {
  const requirements = requirementsFor(collectorById(id), { frameworks: PUBLISHED.map((one) => one.id) });
  const claims = viewOf(id)?.claims ?? {};
  expect(
    Object.entries(claims)
      .flatMap(([framework, ids]) => Object.keys(ids).map((one) => `${framework} ${one}`))
      .toSorted(),
  ).toEqual(requirements.map((one) => `${one.framework} ${one.id}`).toSorted());
  for (const { framework, id: requirement } of requirements) {
    const { claim = '', limits = '', test: toRepeat = '' } = claims[framework]?.[requirement] ?? {};
    for (const text of [claim, limits, toRepeat]) expect(text).toMatch(/^\p{Lu}.{20,240}\.$/u);
  }
  expect(JSON.stringify(claims)).not.toMatch(/compliant|complies|passed/i);
});

test.each([
  ['iso-27001-2022', 93, { 'A.5.': 37, 'A.6.': 8, 'A.7.': 14, 'A.8.': 34 }],
  [
    'soc2-2017',
    33,
    { 'CC1.': 5, 'CC2.': 3, 'CC3.': 4, 'CC4.': 2, 'CC5.': 3, 'CC6.': 8, 'CC7.': 5, 'CC8.': 1, 'CC9.': 2 },
  ],
  ['nist-csf-2.0', 106, { 'GV.': 31, 'ID.': 21, 'PR.': 22, 'DE.': 11, 'RS.': 13, 'RC.': 8 }],
  ['nis2-2022-2555', 10, { '21.2.': 10 }],
])('the catalogue of %s has %i ids, and those that are mapped', (id, total, counts) => {
  const framework = PUBLISHED.find((one) => one.id === id);
  const { ids } = catalogueOf(framework ?? { id, title: '', requirements: {} });
  expect(new Set(ids).size).toBe(total);
  for (const [start, count] of Object.entries(counts))
    expect([start, ids.filter((one) => one.startsWith(start)).length]).toEqual([start, count]);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(framework?.requirements ?? {})));
});

test('the catalogue of an own framework has its requirements, whatever its id is', () => {
  for (const id of ['ours', 'constructor'])
    expect(catalogueOf({ id, title: '', requirements: { P1: 'Risk' } })).toEqual({
      called: 'requirements',
      ids: ['P1'],
    });
});
