import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { syncEndedEvent } from '../../../lib/domain/sync-ended-event.ts';
import { DEFINITION_ONLY } from '../../../lib/infrastructure/workflow-definition.ts';
import { CHANGE_TERMS } from '../../support/change-terms.ts';
import { documentText, PROJECT } from '../../support/documents.ts';
import { type EventRule, rulesOf, selects, sentTo } from '../../support/event-rule.ts';
import { syncAt } from '../../support/register-entries.ts';

const run = promisify(execFile);

/** The code blocks of the document: the common part, then one for each heading. */
const BLOCKS = [
  ...documentText('lib/infrastructure/monitoring/RECIPES.md').matchAll(/^```ts\n([\s\S]*?)^```$/gm),
];
const [COMMON = '', ...RECIPES] = BLOCKS.map(([, code = '']) => code);
const NAMES = ['Teams', 'Slack', 'Jira'];

/** Returns a recipe as a program. The package is not installed here, so it imports the file that the package exports. */
const programOf = (name: string) =>
  `${COMMON}${RECIPES[NAMES.indexOf(name)]}`.replace("'m365-evidence'", `'${join(PROJECT, 'bin/index.ts')}'`);

let folder: string;
const fileOf = (name: string) => join(folder, `${name}.ts`);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-recipes-'));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const name of NAMES) writeFileSync(fileOf(name), programOf(name));
  templates = await synthesizeAll();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

let templates: Map<string, Template>;

/** Runs the recipes as the CDK command would, all in one process, which loads the CDK once. */
async function synthesizeAll(): Promise<Map<string, Template>> {
  const outOf = (name: string) => join(folder, `${name}.out`);
  const imports = NAMES.map(
    (name) =>
      `process.env.CDK_OUTDIR = ${JSON.stringify(outOf(name))}; await import(${JSON.stringify(fileOf(name))});`,
  );
  // The CDK's own validation only warns, and no test reads its warnings.
  const env = {
    ...process.env,
    CDK_CONTEXT_JSON: JSON.stringify(DEFINITION_ONLY.context),
    CDK_VALIDATION: 'false',
  };
  await run(process.execPath, ['--input-type=module', '--eval', imports.join('\n')], { cwd: PROJECT, env });
  return new Map(
    NAMES.map((name) => {
      const text = readFileSync(join(outOf(name), 'Compliance.template.json'), 'utf8');
      return [name, Template.fromJSON(JSON.parse(text) as object)];
    }),
  );
}

function synthesized(name: string): Template {
  const template = templates.get(name);
  if (!template) throw new Error(`No template of ${name}`);
  return template;
}

/** Returns what the recipe's rule posts for a sync that was beyond a threshold. */
function posted(template: Template): { rule: EventRule; body: unknown } {
  const [rule, ...others] = rulesOf(template);
  expect(others).toEqual([]);
  const sync = syncAt('2026-11-23T06:00:00.000Z', 'default', { 'risky-users': { atRisk: 3 } });
  const settings = { thresholds: { 'risky-users.atRisk': { above: 0 } } };
  const review = { ...sync, previousRun: undefined, previousEvidence: [] };
  const detail = syncEndedEvent(review, { ...CHANGE_TERMS, settings }, null);
  const event = { source: 'm365-evidence', 'detail-type': 'Sync ended', detail };
  const [target] = rule?.Targets ?? [];
  if (!rule || !target) throw new Error('The recipe has no rule with a target');
  expect(selects(rule, event)).toBe(true);
  expect(selects(rule, { ...event, detail: { ...detail, changed: false } })).toBe(false);
  return { rule, body: JSON.parse(sentTo(target, event)) as unknown };
}

const LINES = [
  'm365-evidence, connection default: 1 threshold crossed.',
  'Sync of 2026-11-23 06:00 UTC: complete.',
  'Thresholds: Risky users, at risk: 3 users, above 0 users.',
  'Figures: no change.',
  'Details: no change.',
  'Readings: no change.',
];

test('the document has a common part and a recipe for each service', () =>
  expect(RECIPES).toHaveLength(NAMES.length));

test('the recipes compile', async () => {
  const { compilerOptions } = JSON.parse(readFileSync(join(PROJECT, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: object;
  };
  const modules = join(PROJECT, 'node_modules');
  const options = {
    ...compilerOptions,
    // Each recipe has the common part, which imports what any of them needs.
    noUnusedLocals: false,
    // CDK's own interfaces do not fit its classes with this option.
    exactOptionalPropertyTypes: false,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: NAMES.map(fileOf) }),
  );
  const compiled = run(process.execPath, [
    join(modules, 'typescript/bin/tsc'),
    '--singleThreaded',
    '-p',
    folder,
  ]);
  expect(await compiled.catch(({ stdout }: { stdout: string }) => ({ stdout }))).toMatchObject({
    stdout: '',
  });
}, 120_000);

test.each(NAMES)(
  'the recipe for %s posts once a second at most, and keeps what it cannot deliver',
  async (name) => {
    const template = synthesized(name);
    template.hasResourceProperties('AWS::Events::ApiDestination', {
      HttpMethod: 'POST',
      InvocationRateLimitPerSecond: 1,
    });
    const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredChanges'), 'Arn'] };
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: queue } })],
    });
  },
  120_000,
);

test('Teams gets an adaptive card; the signature of its address stays out of the endpoint', async () => {
  const template = synthesized('Teams');
  expect(posted(template).body).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', body: LINES.map((text) => ({ type: 'TextBlock', text })) },
      },
    ],
  });
  template.hasResourceProperties('AWS::Events::Connection', {
    AuthParameters: {
      InvocationHttpParameters: {
        QueryStringParameters: Match.arrayWith([
          {
            Key: 'sig',
            IsValueSecret: true,
            Value: '{{resolve:secretsmanager:teams-webhook-sig:SecretString:::}}',
          },
        ]),
      },
    },
  });
}, 120_000);

test('Slack gets a text and blocks; its address is a reference to a secret', async () => {
  const template = synthesized('Slack');
  expect(posted(template).body).toEqual({
    text: LINES[0],
    blocks: LINES.map((text) => ({ type: 'section', text: { type: 'plain_text', text } })),
  });
  template.hasResourceProperties('AWS::Events::ApiDestination', {
    InvocationEndpoint: '{{resolve:secretsmanager:slack-webhook:SecretString:::}}',
  });
}, 120_000);

test('Jira gets an issue with a description in its document format; its token is a reference to a secret', async () => {
  const template = synthesized('Jira');
  const [summary, ...paragraphs] = LINES;
  expect(posted(template).body).toEqual({
    fields: {
      project: { key: 'GRC' },
      issuetype: { name: 'Task' },
      summary,
      description: {
        type: 'doc',
        version: 1,
        content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
      },
    },
  });
  template.hasResourceProperties('AWS::Events::Connection', {
    AuthorizationType: 'BASIC',
    AuthParameters: {
      BasicAuthParameters: { Password: '{{resolve:secretsmanager:jira-token:SecretString:::}}' },
    },
  });
}, 120_000);
