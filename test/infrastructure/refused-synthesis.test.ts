import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { PROJECT } from '../support/documents.ts';

test('a refused synthesis prints one line, without a stack trace', async () => {
  const connections = Array.from({ length: 74 }, (_, index) => ({
    name: `c${index}`,
    frequency: index === 0 ? 'hourly' : 'daily',
  }));
  const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ connections }) };
  const synthesis = promisify(execFile)(process.execPath, ['bin/app.ts'], { cwd: PROJECT, env });
  const { code, stderr } = await synthesis.then(
    ({ stderr: said }) => ({ code: 0, stderr: said }),
    (error) => error as { code: number; stderr: string },
  );
  expect(code).toBe(1);
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !/ExperimentalWarning|node --trace/.test(line));
  expect(lines).toEqual([expect.stringMatching(/^The context "connections".*only the first 72 of them/)]);
});
