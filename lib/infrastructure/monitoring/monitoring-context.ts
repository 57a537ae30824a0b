import * as z from 'zod/mini';
import { UnusableContext } from '../../connections/unusable-context.ts';
import { RUNBOOK_PATH } from './runbook.ts';

const Address = z.email('must be one email address, or be left out');

/** The recipients of mails, and the address of the runbook. Set in `cdk.json` or with `--context`. */
const MonitoringSettings = z.object({
  /** Email address that gets the alarms' mail; without it the topic starts without a subscriber. */
  notify: z.optional(Address),
  /** Email address that gets a mail for each sync that changed something, for connections without an address of their own. */
  notifyChanges: z.optional(Address),
  /** Address of RUNBOOK.md, for the links in the alarms' descriptions. */
  runbook: z._default(
    z.string().check(z.regex(/^[^\s#]+$/, 'must be the address or path of RUNBOOK.md')),
    RUNBOOK_PATH,
  ),
});
export type MonitoringSettings = z.infer<typeof MonitoringSettings>;

type MonitoringContext = { [Key in keyof MonitoringSettings]?: unknown };

/** Returns the settings in the context keys `notify`, `notifyChanges` and `runbook`. Throws UnusableContext, which names the key. */
export function monitoringIn(context: MonitoringContext): MonitoringSettings {
  const parsed = MonitoringSettings.safeParse(context);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `"${path.join('.')}" ${message}`);
  throw new UnusableContext(`The context (cdk.json) cannot be used: ${problems.join('; ')}`, {
    remedy: 'Correct it in cdk.json or after --context.',
  });
}
