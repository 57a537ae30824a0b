import * as z from 'zod/mini';
import { CollectionTally } from '../../../lib/collectors/collection-tally.ts';
import type { Collector } from '../../../lib/collectors/collector.ts';
import { ObjectId } from '../../../lib/collectors/object-ids.ts';
import type { Figure, Unit } from '../../../lib/domain/figure.ts';
import { given } from '../../../lib/domain/given.ts';
import type { GraphQuery } from '../../../lib/graph/graph-port.ts';

const Subscription = z.object({ id: ObjectId, capabilityStatus: given(z.string()) });
type Subscription = z.infer<typeof Subscription>;

/** https://learn.microsoft.com/graph/api/subscribedsku-list */
const SUBSCRIPTIONS: GraphQuery<Subscription> = { path: '/subscribedSkus', object: Subscription };

const UNIT = { one: 'subscription', many: 'subscriptions' } satisfies Unit;
const ENABLED: Figure = {
  fact: 'enabled',
  label: 'Enabled',
  unit: UNIT,
  metric: 'EnabledSubscriptions',
};

/** Facts: `enabled`, the number of enabled subscriptions. */
export const subscriptions: Collector<'subscriptions'> = {
  id: 'subscriptions',
  version: '1',
  title: 'Subscriptions',
  needs: { permission: 'LicenseAssignment.Read.All' },
  skips: [],
  absentFrom: [],
  evidenceFor: { 'iso-27001-2022': ['A.5.15'], 'soc2-2017': ['CC6.1'] },
  figures: { headline: ENABLED, breakdown: [] },
  probe: { path: SUBSCRIPTIONS.path, options: { $top: '1' } },
  view: () => import('./view.ts'),
  sandbox: () => import('./sandbox.ts'),
  async collect(graph) {
    const tally = new CollectionTally<Subscription>(UNIT);
    let enabled = 0;
    for await (const page of graph.pages(SUBSCRIPTIONS)) {
      for (const { capabilityStatus } of tally.newIn(page)) if (capabilityStatus === 'Enabled') enabled += 1;
    }
    return {
      summary: `${enabled} of ${tally.size} subscriptions are enabled.`,
      facts: { enabled },
      missing: tally.missing(),
      empty: tally.isEmpty,
    };
  },
};
