/** Report-only is a separate state, because such a policy enforces nothing. */
const STATES = {
  enabled: 'enabled',
  enabledForReportingButNotEnforced: 'reportOnly',
  disabled: 'disabled',
} as const;
export type State = (typeof STATES)[keyof typeof STATES] | 'unknown';

/** Returns the state of a policy; `unknown` for a state that Graph adds later. */
export function stateOf({ state }: { state?: string | null | undefined }): State {
  return Object.entries(STATES).find(([graphs]) => graphs === state)?.[1] ?? 'unknown';
}
