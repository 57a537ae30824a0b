import * as z from 'zod/mini';
import { UnusableContext } from '../connections/unusable-context.ts';
import { parsedText } from './parsed-text.ts';

const EVERY = ['sync', 'day'] as const;

/** How logs are sealed, as `cdk.json` (context `seal`) says it. */
const SealSettings = z.strictObject({
  /** Whether each sync is signed, or only the first of each day (UTC), which saves requests of an hourly connection. */
  checkpointEvery: z._default(z.enum(EVERY), 'sync'),
});
export type SealSettings = z.infer<typeof SealSettings>;

/** Returns the settings in the context key `seal`; the default if it is missing. Throws UnusableContext. */
export function sealIn(context: unknown): SealSettings {
  const parsed = SealSettings.safeParse(parsedText(context) ?? {});
  if (parsed.success) return parsed.data;
  throw new UnusableContext('The context "seal" (cdk.json) cannot be used', {
    remedy: 'Write { "checkpointEvery": "sync" } or { "checkpointEvery": "day" }, or leave it out.',
  });
}
