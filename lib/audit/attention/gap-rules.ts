import { counted } from '../../domain/figure-text.ts';
import { DAY } from '../../domain/time.ts';
import type { Gap } from '../gaps.ts';
import type { JudgedItem, Judgement } from './item.ts';
import type { AttentionSubject, CollectorGaps } from './subject.ts';

/** Days before the state's time in which a gap is recent, so that its cause may still be there. */
const RECENT = 7;

/** Finds days on which evidence was due and is missing. Collectors with the same days are named together. */
export function judgeGaps({ gaps, asOf, configured, population }: AttentionSubject): Judgement {
  if (!configured) return {};
  if (!gaps)
    return { notJudged: [{ asks: 'on which days evidence is missing', why: 'the days were not counted' }] };
  const withGaps = gaps.filter((one) => one.gaps.length > 0);
  if (withGaps.length === 0) return { items: missingSyncs(population) };
  const recent = new Date(asOf - RECENT * DAY).toISOString().slice(0, 10);
  const groups = Map.groupBy(withGaps, (one) => JSON.stringify(one.gaps));
  return { items: [gapItem([...groups.values()], recent)] };
}

/** Finds missing syncs on days that have other evidence: a connection can be due many times a day. */
function missingSyncs(population: AttentionSubject['population']): JudgedItem[] {
  const { due = 0, missing = 0 } = population?.counts ?? {};
  if (missing === 0) return [];
  return [
    {
      rule: 'missing-syncs',
      severity: 'low',
      text: `${missing} of ${counted(due, 'due sync')} are missing, on days that have other evidence.`,
      action: 'Check that the schedule is on and that its executions start.',
      source: null,
      portal: null,
    },
  ];
}

function gapItem(groups: readonly CollectorGaps[][], recent: string): JudgedItem {
  const all = groups.map((group) => {
    const gaps = group[0]?.gaps ?? [];
    const titles = group.map(({ title }) => title).join(', ');
    return { titles, gaps, days: gaps.reduce((sum, gap) => sum + gap.days, 0) };
  });
  const last =
    all
      .flatMap(({ gaps }) => gaps.map(({ to }) => to))
      .toSorted()
      .at(-1) ?? '';
  return {
    rule: 'gaps',
    severity: last >= recent ? 'medium' : 'low',
    text: `Days without evidence: ${all.map(({ titles, days }) => `${titles}: ${days}`).join('; ')}. The last was ${last}.`,
    action: 'Graph shows only the present, so these days stay empty. Annotate the reason for the auditor.',
    details: all.flatMap(({ titles, gaps }) => gaps.map((gap) => `${titles}: ${gapText(gap)}`)),
    days: all.flatMap(({ gaps }) => gaps.map(({ from, to }) => ({ from, to }))),
    source: null,
    portal: null,
  };
}

function gapText({ from, to, days, why }: Gap): string {
  return days === 1 ? `${from}: ${why}` : `${from} to ${to} (${counted(days, 'day')}): ${why}`;
}
