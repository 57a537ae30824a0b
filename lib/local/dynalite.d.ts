/** Parts of dynalite, DynamoDB over LevelDB. Its `index.js` adds only an HTTP server. https://github.com/architect/dynalite */
declare module 'dynalite/db/index.js' {
  export interface DynaliteStore {
    /** `open` rejects if LevelDB cannot open the folder; the error's `cause` says why. */
    db: { open(): Promise<void> };
    /** Waits for operations that have begun, then closes LevelDB. */
    lifecycleManager: { gracefulClose(): Promise<void> };
  }
  /** In memory without a `path`. */
  export function create(options: { path?: string; createTableMs?: number }): DynaliteStore;
}

declare module 'dynalite/validations/index.js' {
  import type { DynaliteStore } from 'dynalite/db/index.js';

  export function checkTypes(data: object, types: object): object;
  export function checkValidations(data: object, types: object, custom: unknown, store: DynaliteStore): void;
}
