import * as z from 'zod/mini';

/**
 * A secret's name, or its complete ARN. The ARN goes into a policy, in which `*` and `?` would allow other secrets too.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
const SECRET =
  /^(?!arn:)[\w/+=.@-]{1,512}$|^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,512}-[A-Za-z0-9]{6}$/;

/** Name or complete ARN of an existing secret, as `cdk.json` gives it. */
export const SecretReference = z
  .string()
  .check(
    z.regex(SECRET, 'must be a name, or a complete ARN with the six characters at its end, without * and ?'),
  );

/** ARN of the customer-managed key that encrypts an existing secret. */
export const SecretKeyArn = z
  .string()
  .check(z.regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'must be the ARN of a KMS key'));
