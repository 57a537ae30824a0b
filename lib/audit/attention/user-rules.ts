import { counted } from '../../domain/figure-text.ts';
import { countRule, type FactRule } from './fact-rule.ts';

const collector = 'risky-users';
const action = 'Investigate each user, then remediate or dismiss the risk.';

/** Rules about users whom Identity Protection flags. */
export const USER_RULES: readonly FactRule[] = [
  countRule({
    id: 'users-at-high-risk',
    collector,
    asks: 'whether a user is at high risk',
    fact: 'byLevel.high',
    severity: 'high',
    text: (high) => `${counted(high, 'user')} ${high === 1 ? 'is' : 'are'} at high risk.`,
    action,
  }),
  countRule({
    id: 'users-at-medium-risk',
    collector,
    asks: 'whether a user is at medium risk',
    fact: 'byLevel.medium',
    severity: 'low',
    text: (medium) => `${counted(medium, 'user')} ${medium === 1 ? 'is' : 'are'} at medium risk.`,
    action,
  }),
  countRule({
    id: 'risk-over-30-days',
    collector,
    asks: 'whether a user has been at risk for more than 30 days',
    fact: 'age.over30Days',
    severity: 'medium',
    text: (old) =>
      `${counted(old, 'user')} ${old === 1 ? 'has' : 'have'} been at risk for more than 30 days.`,
    action,
  }),
];
