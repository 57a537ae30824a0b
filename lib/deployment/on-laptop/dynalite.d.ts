/** Parts of dynalite, DynamoDB over LevelDB. Its `index.js` adds only an HTTP server. https://github.com/architect/dynalite */
declare module 'dynalite/db/index.js' {
  type Callback<T> = (error: Error | null, value: T) => void;

  export interface DynaliteStore {
    /** `open` rejects if LevelDB cannot open the folder; the error's `cause` says why. */
    db: { open(): Promise<void> };
    /** Tables by their name. A missing one is undefined. */
    tableDb: {
      get(name: string, callback: Callback<object | undefined>): void;
      put(name: string, table: object, callback: Callback<void>): void;
    };
    /** Waits for operations that have begun, then closes LevelDB. */
    lifecycleManager: { gracefulClose(): Promise<void> };
  }
  /** In memory without a `path`. */
  export function create(options: { path?: string }): DynaliteStore;
}

declare module 'dynalite/validations/index.js' {
  import type { DynaliteStore } from 'dynalite/db/index.js';

  export function checkTypes(data: object, types: object): object;
  export function checkValidations(data: object, types: object, custom: unknown, store: DynaliteStore): void;
}
