/** Name of a sandbox tenant, such as `healthy`. It marks data as fictional, and exists only on a laptop. */
export type SandboxName = string;

/** Returns the field that marks runs and evidence of a sandbox tenant; an empty object for a real tenant. */
export function sandboxMark(sandbox: SandboxName | undefined): { sandbox?: SandboxName } {
  return sandbox === undefined ? {} : { sandbox };
}

/** Replaces Microsoft's host in the endpoint with the sandbox tenant's name, because Microsoft was never asked. */
export function markedEndpoint<T extends { endpoint: string }>(
  reading: T,
  sandbox: SandboxName | undefined,
): T {
  if (sandbox === undefined) return reading;
  return { ...reading, endpoint: reading.endpoint.replace(/^https:\/\/[^/]*/, () => `sandbox://${sandbox}`) };
}

/** Returns the sandbox tenants of the items, without repeats, sorted by name. */
export function sandboxesOf(items: readonly { sandbox?: SandboxName | undefined }[]): SandboxName[] {
  return [...new Set(items.flatMap(({ sandbox }) => sandbox ?? []))].sort();
}
