import { counted } from '../../domain/figure-text.ts';
import { count, type FactRule } from './fact-rule.ts';

const collector = 'risky-users';
const action = 'Investigate each user, then remediate or dismiss the risk.';

/** Rules about users whom Identity Protection flags. */
export const USER_RULES: readonly FactRule[] = [
  {
    id: 'users-at-high-risk',
    collector,
    asks: 'whether a user is at high risk',
    find(facts) {
      const high = count(facts, 'byLevel.high');
      if (high === null) return undefined;
      const text = `${counted(high, 'user')} ${high === 1 ? 'is' : 'are'} at high risk.`;
      return high === 0 ? [] : [{ severity: 'high', text, action }];
    },
  },
  {
    id: 'users-at-medium-risk',
    collector,
    asks: 'whether a user is at medium risk',
    find(facts) {
      const medium = count(facts, 'byLevel.medium');
      if (medium === null) return undefined;
      const text = `${counted(medium, 'user')} ${medium === 1 ? 'is' : 'are'} at medium risk.`;
      return medium === 0 ? [] : [{ severity: 'low', text, action }];
    },
  },
  {
    id: 'risk-over-30-days',
    collector,
    asks: 'whether a user has been at risk for more than 30 days',
    find(facts) {
      const old = count(facts, 'age.over30Days');
      if (old === null) return undefined;
      const text = `${counted(old, 'user')} ${old === 1 ? 'has' : 'have'} been at risk for more than 30 days.`;
      return old === 0 ? [] : [{ severity: 'medium', text, action }];
    },
  },
];
