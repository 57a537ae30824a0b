import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** A table of the evidence register, and the client that reaches it. */
export interface RegisterTable {
  client: DynamoDBClient;
  tableName: string;
}

/** DynamoDB with patience: eight tries, backing off, when a write is throttled. */
export function registerClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({ retryMode: 'standard', maxAttempts: 8, ...config });
}
