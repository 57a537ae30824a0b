import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { documentIn, sha256Of } from '../../lib/log/document.ts';

// The minimum work of a report on a register, in a process of its own: reads every item, and checks and hashes its document.
const [folder = ''] = process.argv.slice(2);
const { client, tableName, close } = await openLocalRegister(folder);
let items = 0;
let ExclusiveStartKey: Record<string, never> | undefined;
do {
  const page = await client.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey }));
  for (const item of page.Items ?? []) {
    const text = item.document?.S ?? '';
    if (documentIn(text)) sha256Of(text);
    items += 1;
  }
  ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
} while (ExclusiveStartKey);
await close();
process.stdout.write(String(items));
