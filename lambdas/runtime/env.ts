import * as z from 'zod/mini';

/** The environment of this process, checked. The one place that reads it. Throws naming each variable that is wrong. */
export function readEnv<T>(schema: z.ZodMiniType<T>): T {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`);
  throw new Error(`Environment variables are missing or wrong: ${wrong.join(', ')}`);
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

/** The proxies of a laptop. Small letters win, as with curl. */
export const ProxyEnv = z.object({
  HTTPS_PROXY: z.optional(z.string()),
  HTTP_PROXY: z.optional(z.string()),
  NO_PROXY: z.optional(z.string()),
  https_proxy: z.optional(z.string()),
  http_proxy: z.optional(z.string()),
  no_proxy: z.optional(z.string()),
});
export type ProxyEnv = z.infer<typeof ProxyEnv>;

/** What the command line on a laptop reads. Empty counts as not set. */
export const CommandEnv = z.object({
  AZURE_TENANT_ID: z.optional(z.string()),
  AZURE_CLIENT_ID: z.optional(z.string()),
  AZURE_CLIENT_SECRET: z.optional(z.string()),
  M365_EVIDENCE_DIR: z.optional(z.string()),
});
export type CommandEnv = z.infer<typeof CommandEnv>;
