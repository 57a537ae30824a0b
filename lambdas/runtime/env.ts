import * as z from 'zod/mini';
import { parseEnvironment } from '../domain/environment.ts';

/** The environment of this function, checked. The one place in the functions that reads it. */
export function readEnv<T>(schema: z.ZodMiniType<T>): T {
  return parseEnvironment(schema, process.env);
}

export const AuthenticateEnv = z.object({ SEAL_KEY_ARN: z.string() });
export const CollectEnv = z.object({ SEAL_KEY_ARN: z.string(), COLLECTOR: z.string() });
/** Of the functions that write to the register, or read it. */
export const RegisterEnv = z.object({ REGISTER_TABLE: z.string() });

/** What Lambda puts into every function's environment. */
export const LambdaCredentials = z.object({
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string(),
});
