import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** A table of the evidence register, and the client that reaches it. */
export interface RegisterTable {
  client: DynamoDBClient;
  tableName: string;
}

/** DynamoDB with patience: eight tries, backing off, when a write is throttled. */
export function registerClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({ retryMode: 'standard', maxAttempts: 8, ...config });
  // It copies every answer for a log that nobody reads: a third of the time that reading a large register takes.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
