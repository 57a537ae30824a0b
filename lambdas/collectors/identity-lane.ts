/**
 * Identity Protection and Conditional Access allow one request a second, for both together and for all apps of
 * a tenant. Each collector keeps to that by itself; when both run at once, the retry after a 429 does the rest.
 * https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits
 */
export const IDENTITY_LANE = { minInterval: 1_100 };
