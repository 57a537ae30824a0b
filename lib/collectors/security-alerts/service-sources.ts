/** A member of an enumeration in Graph. Members that Microsoft adds have the same form. */
const MEMBER = /^[A-Za-z]\w{0,63}$/;

/** Most different sources that are counted, and most that the facts name. Graph documents 17. */
const [MOST_COUNTED, MOST_NAMED] = [100, 20];

/**
 * Counts alerts by the service that raised them. `unknown` includes alerts without a service, and `other` any name that is
 * not in the form of Graph's names, or that exceeds the bounds.
 * https://learn.microsoft.com/graph/api/resources/security-alert#servicesource-values
 */
export class ServiceSources {
  readonly #counts = new Map<string, number>();

  add(stated: string | undefined): void {
    const source = stated === undefined ? 'unknown' : stated;
    const known = this.#counts.get(source);
    if (known !== undefined) this.#counts.set(source, known + 1);
    else if (MEMBER.test(source) && this.#counts.size < MOST_COUNTED) this.#counts.set(source, 1);
    else this.#counts.set('other', (this.#counts.get('other') ?? 0) + 1);
  }

  /** Returns the number for each service, the largest first. */
  facts(): Record<string, number> {
    const all = [...this.#counts].toSorted(
      ([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1),
    );
    const named = all.filter(([source]) => source !== 'other').slice(0, MOST_NAMED);
    const rest = all.filter((entry) => !named.includes(entry)).reduce((sum, [, count]) => sum + count, 0);
    return Object.fromEntries(rest > 0 ? [...named, ['other', rest]] : named);
  }
}
