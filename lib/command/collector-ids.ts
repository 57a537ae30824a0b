/** The ids of the collectors, for the help, which must not load them. `npm run fix` writes this file. */
export const COLLECTOR_IDS = 'secure-score, security-alerts, risky-users, conditional-access';
