import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Answers a call of an AWS API: returns the result, or throws the service's error. */
export type AwsAnswer = object | { refusal: string; message: string };
export type AwsApi = (input: Record<string, unknown>) => AwsAnswer | Promise<AwsAnswer>;

/** A local server with AWS' JSON protocol, and the query protocol of CloudFormation (DescribeStacks), IAM and STS. */
export interface AwsStandIn {
  /** Environment variables that direct the AWS SDK to this server, with fake credentials. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Starts the server. `stacks` maps a stack's name to its outputs, `operations` the name of any other operation to its
 * answer.
 */
export async function startAws(
  stacks: Record<string, Record<string, string>>,
  operations: Record<string, AwsApi>,
): Promise<AwsStandIn> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [, invoked] = /\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    if (invoked !== undefined) return invoke(operations.Invoke, invoked, body, response);
    const operation =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    if (operation === '') {
      const query = new URLSearchParams(body);
      const action = query.get('Action') ?? '';
      if (action === 'DescribeStacks') return describeStacks(stacks, query, response);
      return answerXml(action, await operations[action]?.(Object.fromEntries(query)), response);
    }
    const answer = await operations[operation]?.(JSON.parse(body) as Record<string, unknown>);
    answerJson(request, response, answer ?? { refusal: 'UnknownOperationException', message: operation });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Lambda's protocol: the payload is the body of the request and of the answer. The operation `Invoke` gets both fields of the
 * request, and returns `Payload` and, if the function failed, `FunctionError`.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
async function invoke(
  api: AwsApi | undefined,
  FunctionName: string,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const answer = (await api?.({ FunctionName, Payload: JSON.parse(body) })) ?? {
    refusal: 'AccessDeniedException',
    message: 'not authorized to perform: lambda:InvokeFunction',
  };
  if ('refusal' in answer) {
    response.setHeader('x-amzn-errortype', answer.refusal);
    response.writeHead(403).end(JSON.stringify({ Message: answer.message }));
    return;
  }
  const { Payload, FunctionError } = answer as { Payload: unknown; FunctionError?: string };
  if (FunctionError !== undefined) response.setHeader('x-amz-function-error', FunctionError);
  response.end(JSON.stringify(Payload));
}

function answerJson(request: IncomingMessage, response: ServerResponse, answer: AwsAnswer): void {
  response.setHeader('content-type', String(request.headers['content-type']));
  if (!('refusal' in answer)) response.end(JSON.stringify(answer));
  else response.writeHead(400).end(JSON.stringify({ __type: answer.refusal, message: answer.message }));
}

/** The query protocol of IAM and STS: a result has text fields only. */
function answerXml(action: string, answer: AwsAnswer | undefined, response: ServerResponse): void {
  response.setHeader('content-type', 'text/xml');
  if (answer === undefined || 'refusal' in answer) {
    const { refusal, message } = (answer ?? { refusal: 'InvalidAction', message: action }) as {
      refusal: string;
      message: string;
    };
    const error = `<Type>Sender</Type><Code>${refusal}</Code><Message>${message}</Message>`;
    response.writeHead(400).end(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
    return;
  }
  const fields = Object.entries(answer).map(([key, value]) => `<${key}>${value}</${key}>`);
  response.end(
    `<${action}Response><${action}Result>${fields.join('')}</${action}Result></${action}Response>`,
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
function describeStacks(
  stacks: Record<string, Record<string, string>>,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const name = query.get('StackName') ?? '';
  const outputs = stacks[name];
  response.setHeader('content-type', 'text/xml');
  if (!outputs) {
    const error = `<Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message>`;
    response.writeHead(400).end(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
    return;
  }
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</OutputValue></member>`,
  );
  const stack = `<StackName>${name}</StackName><CreationTime>2026-11-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs>`;
  response.end(
    `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>${stack}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  );
}
