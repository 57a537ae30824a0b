import { DAY } from '../../domain/time.ts';
import type { SandboxDay } from '../sandbox-source.ts';
import { type AlertTitle, alert, alertsOf, type SandboxAlert, TAKEN_ON_AFTER } from './sandbox-alerts.ts';

/** Days before today of the first and the last of several alerts. */
type Span = readonly [first: number, last: number];

/**
 * Alerts that came in waves and were closed one after another. A tuning rule hides closed ones, and Graph does not
 * return tuned alerts, so today's tenant shows no trace of them.
 * https://learn.microsoft.com/graph/alertsv1-alertsv2-migration
 */
const WAVES: readonly [title: AlertTitle, count: number, raised: Span, closed: Span][] = [
  ['Unfamiliar sign-in properties', 10, [398, 95], [391, 88]],
  ['Email messages containing a malicious link removed after delivery', 6, [105, 91], [86, 70]],
  ['Suspicious inbox rule created', 4, [112, 93], [89, 79]],
  ['Impossible travel activity', 3, [74, 66], [68, 60]],
  // The attack: passwords sprayed, mailboxes taken over, tools tried on devices.
  ['Password spray attack on an account', 7, [48, 46.2], [44, 37]],
  ['Unfamiliar sign-in properties', 9, [47.8, 45], [43, 35]],
  ['Suspicious inbox rule created', 5, [47, 45], [41, 34]],
  ['Ransomware behaviour detected in the file system', 2, [46.1, 45.8], [42.5, 38]],
  ['Credential access tool blocked', 4, [46, 44], [40, 33]],
  ['Impossible travel activity', 3, [22, 15], [19, 9]],
  ['Email messages containing a malicious link removed after delivery', 4, [9, 3], [6, 1.2]],
];

const PASSING = WAVES.flatMap(([title, count, raised, closed], wave) =>
  Array.from({ length: count }, (_, nth) => {
    const share = nth / (count - 1);
    return {
      id: `dw${wave}_${nth}`,
      title,
      raised: between(raised, share),
      closed: between(closed, share),
    };
  }),
);

/** Returns the alerts of a day, as Graph sends them, newest first. */
export function alertsOn({ now, ago }: Pick<SandboxDay, 'now' | 'ago'>): SandboxAlert[] {
  const lasting = alertsOf(24, now).flatMap((today, index) => {
    const age = (now - Date.parse(today.createdDateTime)) / DAY - ago;
    if (age < 0) return [];
    if (age >= (TAKEN_ON_AFTER[index % TAKEN_ON_AFTER.length] as number)) return today;
    const { id, title } = today;
    return alert(title, { id, status: 'new', created: Date.parse(today.createdDateTime) });
  });
  const passing = PASSING.filter(({ raised, closed }) => raised >= ago && closed < ago).map(
    ({ id, title, raised }) => {
      const status = raised - ago < 1 ? 'new' : 'inProgress';
      return alert(title, { id, status, created: now - raised * DAY });
    },
  );
  return [...lasting, ...passing].toSorted((a, b) => b.createdDateTime.localeCompare(a.createdDateTime));
}

function between([first, last]: Span, share: number): number {
  return first + (last - first) * share;
}
