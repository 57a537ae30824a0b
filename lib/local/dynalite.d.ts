declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** DynamoDB's HTTP API over LevelDB, in memory without a `path`. https://github.com/architect/dynalite */
  function dynalite(options: { path?: string; createTableMs?: number }): Server;
  export = dynalite;
}
