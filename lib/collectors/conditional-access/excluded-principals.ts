import { SeenIds } from '../object-ids.ts';
import type { Principals } from './principals.ts';

/** Counts the different users, groups and roles that policies exclude, in eight bytes for each id. */
export class ExcludedPrincipals {
  readonly #users = new SeenIds();
  readonly #groups = new SeenIds();
  readonly #roles = new SeenIds();

  add({ users, groups, roles }: Principals): void {
    for (const id of users) this.#users.add(id);
    for (const id of groups) this.#groups.add(id);
    for (const id of roles) this.#roles.add(id);
  }

  facts() {
    return { users: this.#users.size, groups: this.#groups.size, roles: this.#roles.size };
  }
}
