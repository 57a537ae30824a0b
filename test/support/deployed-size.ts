/** An ARN of a secret made by CloudFormation, with the longest partition and region. */
const ARN = (logicalId: string) =>
  `arn:aws-iso-e:secretsmanager:eu-isoe-west-1:123456789012:secret:${logicalId}-BBBBBBBBBBBB-CCCCCC`;

const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::Partition': 'aws-iso-e',
  'AWS::Region': 'eu-isoe-west-1',
  'AWS::AccountId': '123456789012',
};

type Intrinsic = (...given: never[]) => unknown;
const INTRINSICS: Record<string, Intrinsic> = {
  Ref: (name: string) => PSEUDO_PARAMETERS[name] ?? ARN(name),
  'Fn::GetAtt': (logicalId: string) => ARN(logicalId),
  'Fn::Join': (separator: string, parts: unknown[]) => parts.join(separator),
  'Fn::Split': (separator: string, text: string) => text.split(separator),
  'Fn::Select': (index: number, list: unknown[]) => list[index],
};

/** Returns a part of the template after CloudFormation has inserted ARNs. */
export function deployed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(deployed);
  if (typeof part !== 'object' || part === null) return part;
  const [[name = '', given] = [], ...more] = Object.entries(part);
  const intrinsic = INTRINSICS[name];
  if (intrinsic && more.length === 0) return intrinsic(...([deployed(given)].flat() as never[]));
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, deployed(value)]));
}

/** Returns the size of a part of the template after CloudFormation has inserted ARNs. */
export function deployedSize(part: unknown): number {
  return JSON.stringify(deployed(part)).length;
}
