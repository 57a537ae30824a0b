import * as z from 'zod/mini';
import { parseEnvironment } from '../../lib/domain/environment.ts';

/** Reads and checks the function's environment. All functions read their variables here. */
export function readEnv<T>(schema: z.ZodMiniType<T>): T {
  return parseEnvironment(schema, process.env);
}

/** For functions that read parameters: the regional endpoint of Systems Manager. */
const ParameterEnv = { AWS_REGION: z.string(), SSM_URL: z.url() };

export const AuthenticateEnv = z.object({
  ...ParameterEnv,
  SEAL_KEY_ARN: z.string(),
  CONNECTIONS_PARAMETER: z.string(),
  /** The regional endpoint of STS. */
  STS_URL: z.url(),
  /** With a blank between two, so that the function needs no code of the collectors. */
  NEEDED_PERMISSIONS: z.string(),
});
export const CollectEnv = z.object({
  SEAL_KEY_ARN: z.string(),
  COLLECTOR: z.string(),
  AWS_REGION: z.string(),
  /** Address of the vault's bucket. */
  VAULT_URL: z.url(),
});
/** For functions that read or write the register. */
export const RegisterEnv = z.object({ REGISTER_TABLE: z.string() });

/** For functions that also read the settings. A stack with the default settings has no parameter. */
export const SettledRegisterEnv = z.extend(RegisterEnv, {
  AWS_REGION: z.string(),
  SSM_URL: z.optional(z.url()),
  SETTINGS_PARAMETER: z.optional(z.string()),
});

/** For the function that records. */
export const RecordEnv = z.extend(SettledRegisterEnv, {
  /** Collector to framework to ids of requirements, as JSON, so that the function needs no code of the collectors. */
  EVIDENCE_FOR: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string): unknown => JSON.parse(text)),
    ),
    z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  ),
});

/** For the function that seals. */
export const SealEnv = z.object({
  REGISTER_TABLE: z.string(),
  SIGNING_KEY_ARN: z.string(),
  /** Address of the vault's bucket. */
  VAULT_URL: z.url(),
  ...ParameterEnv,
  SCHEDULES_PARAMETER: z.string(),
  LOG_ORIGIN: z.string(),
  CHECKPOINT_EVERY: z.enum(['sync', 'day']),
  SOFTWARE: z.string(),
});

/** The variables that Lambda sets for every function. */
export const LambdaCredentials = z.object({
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string(),
});
