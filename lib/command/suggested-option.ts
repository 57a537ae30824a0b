import { Option } from 'commander';

/** An option whose values completion offers. It does not reject other values. */
export class SuggestedOption extends Option {
  /** Loads the values, which is slow for some options. */
  readonly suggestions: () => Promise<readonly string[]>;

  constructor(flags: string, description: string, suggestions: () => Promise<readonly string[]>) {
    super(flags, description);
    this.suggestions = suggestions;
  }
}

/** Returns the names of the connections that this folder configures; an empty list if its configuration is invalid. */
export async function connectionNames(): Promise<string[]> {
  const { listedConnections } = await import('../connections/listed-connections.ts');
  try {
    return listedConnections().map(({ name }) => name);
  } catch {
    return [];
  }
}
