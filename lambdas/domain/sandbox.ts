/** Name of a sandbox tenant, which marks data as fictional: `healthy`. Only a laptop's ports have one. */
export type SandboxName = string;

/** The mark that runs and evidence of a sandbox tenant carry; nothing for a real one. */
export function sandboxMark(sandbox: SandboxName | undefined): { sandbox?: SandboxName } {
  return sandbox === undefined ? {} : { sandbox };
}

/** A reading whose endpoint names the sandbox tenant instead of Microsoft's host, which it never asked. */
export function markedEndpoint<T extends { endpoint: string }>(
  reading: T,
  sandbox: SandboxName | undefined,
): T {
  if (sandbox === undefined) return reading;
  return { ...reading, endpoint: reading.endpoint.replace(/^https:\/\/[^/]*/, () => `sandbox://${sandbox}`) };
}

/** The sandbox tenants that marked items are of, each once, in their order. */
export function sandboxesOf(items: readonly { sandbox?: SandboxName | undefined }[]): SandboxName[] {
  return [...new Set(items.flatMap(({ sandbox }) => sandbox ?? []))].sort();
}
