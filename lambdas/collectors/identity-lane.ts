/**
 * Identity Protection and Conditional Access allow one request a second, for both together and for all apps of a
 * tenant. Each collector takes a third of that from its second page on, so that both have room when both page. If they
 * still meet, the retry after a 429 moves one of them.
 * https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits
 */
export const IDENTITY_LANE = { minInterval: 3_000 };

/**
 * The lane of risky users, who can be many: after twenty requests, which take a minute, Conditional Access has been read,
 * and risky users take nearly the complete limit. In ten minutes that is 255,000 users, 500 a page; at a third of the
 * limit it would be 99,000.
 */
export const LONG_IDENTITY_LANE = {
  ...IDENTITY_LANE,
  longReading: {
    afterRequests: 20,
    minInterval: 1_100,
    limit: 'Graph allows one request a second for this source, for all apps of the tenant together',
  },
};
