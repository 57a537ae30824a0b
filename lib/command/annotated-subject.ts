import { namedPolicies } from '../audit/named-policies.ts';
import { conditionalAccess } from '../collectors/conditional-access/collector.ts';
import type { AnnotationSubject } from '../domain/annotation.ts';
import { pasted } from '../domain/pasted.ts';
import { plainText } from '../domain/plain-text.ts';
import { Day } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { nearest } from '../settings/nearest.ts';

/** The options that say what an annotation is about. */
interface TypedSubject {
  run?: string;
  from?: string;
  to?: string;
  policy?: string;
}

/** The newest syncs and readings that are searched for a name: three months of daily syncs. */
const NEWEST = 100;

/**
 * Returns the subject of an annotation. Throws WrongUsage unless the options name exactly one subject, and if the register
 * lacks the sync or policy.
 */
export async function annotatedSubject(
  reader: RegisterReader,
  connection: string,
  { run, from, to, policy }: TypedSubject,
): Promise<AnnotationSubject> {
  const ways = [
    run !== undefined && '--run',
    (from ?? to) !== undefined && '--from and --to',
    policy !== undefined && '--policy',
  ].filter((way) => way !== false);
  if (ways.length !== 1)
    throw new WrongUsage(
      ways.length === 0 ? 'What is the annotation about?' : `${ways.join(' and ')} cannot be used together`,
      { remedy: 'Name a sync (--run), days (--from and --to) or a policy (--policy).' },
    );
  if (run !== undefined) return { run: await knownRun(reader, connection, pasted(run)) };
  if (policy !== undefined) return { policy: await knownPolicy(reader, connection, pasted(policy)) };
  if (from === undefined || to === undefined)
    throw new WrongUsage(`--${from === undefined ? 'from' : 'to'} is missing`, {
      remedy: 'Write the first and the last day, which may be the same.',
    });
  return { from: dayIn('--from', from), to: dayIn('--to', to) };
}

function dayIn(option: string, typed: string): string {
  const day = pasted(typed);
  if (Day.safeParse(day).success) return day;
  throw new WrongUsage(`${option} ${plainText(typed)} is not a day`, {
    remedy: 'Write a day like 2026-11-30. It includes all of its hours in UTC.',
  });
}

async function knownRun(reader: RegisterReader, connection: string, typed: string): Promise<string> {
  if (await reader.run(connection, typed)) return typed;
  const { items } = await reader.runs(connection, { limit: NEWEST });
  const ids = items.map(({ id }) => id);
  const begun = ids.filter((id) => typed.length >= 'YYYY-MM-DDTHH:MM'.length && id.startsWith(typed));
  const hint = begun[0] === undefined ? nearest(typed, ids) : ` (Did you mean ${begun[0]}?)`;
  throw new WrongUsage(`There is no sync ${plainText(typed)} of the connection ${connection}.${hint}`, {
    remedy: 'Write the id of a sync as "runs --json" lists it.',
  });
}

/** Returns the id of a policy. An id wins over a name that reads the same. */
async function knownPolicy(reader: RegisterReader, connection: string, typed: string): Promise<string> {
  const policies = await recordedPolicies(reader, connection);
  if (policies.has(typed)) return typed;
  const named = [...policies].filter(([, name]) => name === typed).map(([id]) => id);
  const [id] = named;
  if (id !== undefined && named.length === 1) return id;
  if (id !== undefined)
    throw new WrongUsage(`${named.length} policies are named ${plainText(typed)}`, {
      remedy: `Name one by its id: ${named.slice(0, 10).join(', ')}.`,
    });
  throw new WrongUsage(
    `No evidence of the connection ${connection} names the policy ${plainText(typed)}.${nearest(typed, [...policies.values()])}`,
    {
      remedy:
        'Write the id or the exact name of a policy, as "evidence --collector conditional-access --json" lists it.',
    },
  );
}

/** Returns id to name of the policies in the newest readings. Of each policy, the newest name counts. */
async function recordedPolicies(reader: RegisterReader, connection: string): Promise<Map<string, string>> {
  const { items } = await reader.history(connection, conditionalAccess.id, { limit: NEWEST });
  const policies = new Map<string, string>();
  for (const { facts } of items)
    for (const { id, name } of namedPolicies(facts)) if (!policies.has(id)) policies.set(id, name);
  return policies;
}
