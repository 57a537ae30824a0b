/**
 * Identity Protection and Conditional Access allow one request a second, for both together and for all apps of a
 * tenant. From its second page on, each collector uses a third of that, so that both can read pages at the same time. If
 * their requests collide nevertheless, the retry after a 429 shifts one of them.
 * https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits
 */
export const IDENTITY_LANE = { minInterval: 3_000 };

/**
 * The lane of risky users, who can be many. After twenty requests, which take a minute, Conditional Access has been read,
 * and risky users use nearly the complete limit. Ten minutes are then enough for 255,000 users at 500 a page; a third of
 * the limit would be enough for 99,000.
 */
export const LONG_IDENTITY_LANE = {
  ...IDENTITY_LANE,
  longReading: {
    afterRequests: 20,
    minInterval: 1_100,
    limit: 'Graph allows one request a second for this source, for all apps of the tenant together',
  },
};
