import type { ListedPolicy } from './policy-facts.ts';
import { policyClauses, principalsText } from './policy-text.ts';

/**
 * Returns a sentence for each detail in which two readings of a policy differ. A detail that one of the two does not hold, such
 * as evidence of version 1, is not compared. The facts hold numbers of ids, so another user instead of one is no change.
 */
export function detailChanges(title: string, from: ListedPolicy, to: ListedPolicy): string[] {
  return [...exclusionChange(title, from, to), ...clauseChanges(title, from, to)];
}

function exclusionChange(
  title: string,
  { excludes: had }: ListedPolicy,
  { excludes: has }: ListedPolicy,
): string[] {
  if (!had || !has) return [];
  const [before, after] = [principalsText(had), principalsText(has)];
  if (before === after) return [];
  return [`${title} excludes ${after || 'no user'}, ${before || 'no user'} before`];
}

function clauseChanges(title: string, from: ListedPolicy, to: ListedPolicy): string[] {
  // Null means that the policy could not be read.
  if (from.requires === null || to.requires === null) return [];
  const [had, has] = [policyClauses(from), policyClauses(to)];
  return [...has].flatMap(([name, after]) => {
    const before = had.get(name);
    if (name === 'excludes' || before === undefined || before === after) return [];
    return [`${title}: ${before || NONE[name]} → ${after || NONE[name]}`];
  });
}

const NONE = {
  clientApps: 'all client types',
  locations: 'from all locations',
  platforms: 'on all platforms',
  risk: 'at any risk',
  others: 'no further condition',
  session: 'no session control',
  requires: '',
  includes: '',
  apps: '',
};
