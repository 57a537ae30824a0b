import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** The table of the evidence register, and a client for it. */
export interface RegisterTable {
  client: DynamoDBClient;
  tableName: string;
}

/** Opens a DynamoDB client that tries eight times with backoff, because writes can be throttled. */
export function registerClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({ retryMode: 'standard', maxAttempts: 8, ...config });
  // The middleware copies every answer for an unused log, which takes a third of the time of reading a large register.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
