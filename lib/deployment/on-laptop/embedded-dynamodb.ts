import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { DynamoDBClientConfig, TableDescription } from '@aws-sdk/client-dynamodb';
import dynalite, { type DynaliteStore } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';

const load = createRequire(import.meta.url);

/** An error of dynalite. With a status it is DynamoDB's answer; without one it is a fault of LevelDB. */
interface DynaliteError extends Error {
  statusCode?: number;
  body?: object;
}
type Action = (
  store: DynaliteStore,
  data: object,
  callback: (error: DynaliteError | null, data?: object) => void,
) => void;
interface Validation {
  types: object;
  custom?: unknown;
}

/** The part of an SDK request that names the operation and holds its input. */
interface DynamoDbRequest {
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** DynamoDB in this process: no port and no socket, so no other user and no web page can reach it. */
interface EmbeddedDynamoDb {
  /** How a client of the SDK reaches it. */
  clientConfig: DynamoDBClientConfig;
  /** Resolves with the table's description, or undefined if it is missing. Rejects with LevelDB's error. */
  table(name: string): Promise<TableDescription | undefined>;
  /**
   * Writes a table's description in one step. CreateTable needs two; if the process ends or the disk fills up between
   * them, the table never becomes active.
   */
  keepTable(table: TableDescription & { TableName: string }): Promise<void>;
  close(): Promise<void>;
}

const NO_AUTH = 'smithy.api#noAuth';

/** Sends requests without a signature: nothing here checks it, and it takes half the time of a request. */
const UNSIGNED: DynamoDBClientConfig = {
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  httpAuthSchemes: [
    {
      schemeId: NO_AUTH,
      identityProvider: () => async () => ({}),
      signer: { sign: async (request) => request },
    },
  ],
  httpAuthSchemeProvider: () => [{ schemeId: NO_AUTH }],
};

/** Opens dynalite's store in a folder, or in memory without one. Rejects if LevelDB cannot open the folder. */
export async function openEmbeddedDynamoDb(folder?: string): Promise<EmbeddedDynamoDb> {
  const store = dynalite.create(folder === undefined ? {} : { path: folder });
  await store.db.open();
  return {
    clientConfig: {
      region: 'local',
      endpoint: 'http://register.invalid',
      ...UNSIGNED,
      requestHandler: {
        handle: async (request: unknown) => ({ response: await answer(store, request as DynamoDbRequest) }),
      },
    },
    table: promisify(store.tableDb.get),
    keepTable: (table) => promisify(store.tableDb.put)(table.TableName, table),
    close: () => store.lifecycleManager.gracefulClose(),
  };
}

/** Returns DynamoDB's answer in the form of the SDK's HTTP client. Rejects with LevelDB's errors. */
async function answer(store: DynaliteStore, { headers, body }: DynamoDbRequest) {
  const action = actionNamed(headers['x-amz-target'] ?? '');
  try {
    return httpAnswer(200, await carryOut(store, action, JSON.parse(textOf(body)) as object));
  } catch (error) {
    const { statusCode, body: refusal } = error as DynaliteError;
    if (statusCode === undefined || refusal === undefined) throw error;
    return httpAnswer(statusCode, refusal);
  }
}

function carryOut(store: DynaliteStore, action: string, input: object): Promise<object> {
  const act = load(`dynalite/actions/${action}.js`) as Action;
  const { types, custom } = load(`dynalite/validations/${action}.js`) as Validation;
  const data = validations.checkTypes(input, types);
  validations.checkValidations(data, types, custom, store);
  return new Promise((resolve, reject) => {
    act(store, data, (error, result = {}) => (error ? reject(error) : resolve(result)));
  });
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** Returns dynalite's name of the action: `putItem` for `DynamoDB_20120810.PutItem`. */
function actionNamed(target: string): string {
  const [, first = '', rest = ''] = /^DynamoDB_20120810\.([A-Z])([A-Za-z]+)$/.exec(target) ?? [];
  if (first === '') throw new Error(`The request does not name an operation of DynamoDB: ${target}`);
  return `${first.toLowerCase()}${rest}`;
}

function httpAnswer(statusCode: number, body: object) {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode, headers, body: Buffer.from(JSON.stringify(body)) };
}
