/** Asks AWS for a signed token that says which role asks, for one audience. Throws a SyncError if AWS gives no token. */
export type WebIdentity = (audience: string) => Promise<string>;
