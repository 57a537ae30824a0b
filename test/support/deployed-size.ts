/** An ARN of a secret made by CloudFormation, with the longest partition and region. */
const ARN = (logicalId: string) =>
  `arn:aws-iso-e:secretsmanager:eu-isoe-west-1:123456789012:secret:${logicalId}-BBBBBBBBBBBB-CCCCCC`;

/** Returns the size of a part of the template after CloudFormation has inserted ARNs. */
export function deployedSize(part: unknown): number {
  return JSON.stringify(part)
    .replaceAll('{"Ref":"AWS::Partition"}', '"aws-iso-e"')
    .replaceAll('{"Ref":"AWS::Region"}', '"eu-isoe-west-1"')
    .replaceAll('{"Ref":"AWS::AccountId"}', '"123456789012"')
    .replaceAll(
      /\{"(?:Ref|Fn::GetAtt)":(?:"([^"]*)"|\["([^"]*)"[^\]]*\])\}/g,
      (_, ref, got) => `"${ARN(ref ?? got)}"`,
    )
    .replaceAll(
      /\{"Fn::Join":\["",\[([^\]]*)\]\]\}/g,
      (_, parts: string) => `"${parts.replaceAll(/"|,/g, '')}"`,
    ).length;
}
