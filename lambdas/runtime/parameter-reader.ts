import { type SigningPorts, signedRequests } from './signed-request.ts';

/**
 * Returns a function that reads the text of a parameter in AWS Systems Manager. Reads it again each time, because a deployment
 * may change a parameter while the function stays the same. `url` is the regional endpoint. Throws AwsUnavailable if a later
 * try may succeed, and an error with the service's code as its name if it refuses.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function parameterReader(url: string, ports: SigningPorts): (name: string) => Promise<string> {
  const send = signedRequests('ssm', ports);
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AmazonSSM.GetParameter',
  };
  return async (name) => {
    const body = Buffer.from(JSON.stringify({ Name: name }));
    const answer = await send({ method: 'POST', url: new URL(url), headers, body });
    const { Parameter } = JSON.parse(answer.body.toString('utf8')) as { Parameter?: { Value?: string } };
    return Parameter?.Value ?? '';
  };
}
