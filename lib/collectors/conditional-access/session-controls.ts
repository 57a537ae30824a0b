import * as z from 'zod/mini';
import { setMembers, shortTexts } from './graph-texts.ts';

const SessionControls = z.optional(z.nullable(z.record(z.string(), z.unknown())));
const Switched = z.looseObject({ isEnabled: z.literal(false) });
const SignInFrequency = z.object({ type: z.string(), value: z.int() });

/**
 * Returns the names of the session controls that a policy applies, with the hours or days of a sign-in frequency. Returns null
 * if Graph sends no session controls that can be read.
 * Source: https://learn.microsoft.com/graph/api/resources/conditionalaccesssessioncontrols
 */
export function sessionOf(value: unknown): string[] | null {
  const { success, data } = SessionControls.safeParse(value);
  if (!success || data === undefined) return null;
  if (data === null) return [];
  const applied = setMembers(data, new Set()).filter(
    (name) => data[name] !== false && !Switched.safeParse(data[name]).success,
  );
  return shortTexts(applied.map((name) => described(name, data[name])));
}

function described(name: string, control: unknown): string {
  const frequency = SignInFrequency.safeParse(control).data;
  if (name !== 'signInFrequency' || !frequency) return name;
  return `${name}: ${frequency.value} ${frequency.type}`;
}
