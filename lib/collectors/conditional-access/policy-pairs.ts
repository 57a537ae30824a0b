/** A policy (or policies with the same name) in two observations. One of the two may lack it. */
interface PolicyPair<T> {
  id: string;
  from: T | undefined;
  to: T | undefined;
}

/**
 * Returns the earlier and the later value of each id, in the order of the later ones. If a list was shortened, so that it is
 * not complete, returns only ids in both lists, because a policy that is not in the list may still exist.
 */
export function policyPairs<T>(
  had: ReadonlyMap<string, T>,
  has: ReadonlyMap<string, T>,
  complete: boolean,
): PolicyPair<T>[] {
  return [...new Set([...has.keys(), ...had.keys()])]
    .map((id) => ({ id, from: had.get(id), to: has.get(id) }))
    .filter(({ from, to }) => complete || (from && to));
}
