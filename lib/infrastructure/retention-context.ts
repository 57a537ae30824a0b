import * as z from 'zod/mini';
import { UnusableContext } from '../connections/unusable-context.ts';
import { parsedText } from './parsed-text.ts';

/**
 * How long S3 Object Lock keeps what is put into the vault. A person with the right `s3:BypassGovernanceRetention` can
 * shorten the mode `governance`. Even the account's root user cannot shorten `compliance`.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
const Retention = z.strictObject({
  mode: z.enum(['governance', 'compliance'], 'must be "governance" or "compliance"'),
  days: z
    .number('must be a number of days')
    .check(
      z.int('must be an integer'),
      z.gte(1, 'must be at least 1 day'),
      z.lte(36_500, 'must be at most 36500 days, a hundred years'),
    ),
});
export type Retention = z.infer<typeof Retention>;

/** A yearly audit looks back over a year, and has a month for its work. */
const DEFAULT: Retention = { mode: 'governance', days: 400 };

/**
 * Returns the vault's retention in the context key `retention`; by default 400 days in mode `governance`. Throws
 * UnusableContext, which names the field.
 */
export function retentionIn(context: unknown): Retention {
  // zod/mini has no messages of its own.
  const parsed = Retention.safeParse(parsedText(context ?? DEFAULT), { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${['retention', ...path].join('.')}: ${message}`,
  );
  throw new UnusableContext(`The context "retention" (cdk.json) cannot be used. ${problems.join('; ')}`, {
    remedy: 'Write it like this: "retention": { "mode": "governance", "days": 400 }.',
  });
}
