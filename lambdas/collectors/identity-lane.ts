/**
 * Identity Protection and Conditional Access allow one request a second, for both together and for all apps of
 * a tenant. Each collector takes a third of that from its second page on, so that both have room when both
 * page; where they still meet, the retry after a 429 moves one of them.
 * https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits
 */
export const IDENTITY_LANE = { minInterval: 3_000 };
