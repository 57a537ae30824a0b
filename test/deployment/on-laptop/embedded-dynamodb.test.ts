import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../../lib/deployment/on-laptop/local-register.ts';

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(() => register.close());

test('listens on no port and no socket while it answers the real SDK', async () => {
  const { client, tableName: TableName } = register;
  const before = process.getActiveResourcesInfo();
  const Item = { pk: { S: 'p' }, sk: { S: 's' }, body: { S: 'text with “quotes” and 😀' } };
  await client.send(new PutItemCommand({ TableName, Item }));
  const found = await client.send(new GetItemCommand({ TableName, Key: { pk: Item.pk, sk: Item.sk } }));
  expect(found.Item).toEqual(Item);
  const servers = (resources: string[]) => resources.filter((name) => /Server|Socket|Pipe/.test(name)).sort();
  expect(servers(process.getActiveResourcesInfo())).toEqual(servers(before));
  expect(servers(before).filter((name) => name.includes('Server'))).toEqual([]);
});

test('refuses a failed condition and a malformed request as DynamoDB does', async () => {
  const { client, tableName: TableName } = register;
  const Item = { pk: { S: 'p' }, sk: { S: 'once' } };
  const put = new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
  await client.send(put);
  await expect(client.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  const query = new QueryCommand({ TableName, KeyConditionExpression: 'other = :v' });
  await expect(client.send(query)).rejects.toMatchObject({
    name: 'ValidationException',
    $metadata: { httpStatusCode: 400 },
  });
});
