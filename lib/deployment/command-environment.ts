import * as z from 'zod/mini';
import { parseEnvironment } from '../domain/environment.ts';

/** The environment of a command, checked. The one place on a person's machine that reads it. */
export function commandEnvironment<T>(schema: z.ZodMiniType<T>): T {
  return parseEnvironment(schema, process.env);
}

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

/** The variables that the command line reads on a laptop. An empty one counts as not set. */
export const CommandEnv = z.object({
  AZURE_TENANT_ID: z.optional(z.string()),
  AZURE_CLIENT_ID: z.optional(z.string()),
  AZURE_CLIENT_SECRET: z.optional(z.string()),
  /** A PEM file with a certificate and its private key, instead of a client secret. */
  AZURE_CLIENT_CERTIFICATE_PATH: z.optional(z.string()),
  M365_EVIDENCE_DIR: z.optional(z.string()),
});
export type CommandEnv = z.infer<typeof CommandEnv>;
