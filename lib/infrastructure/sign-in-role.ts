/** Characters that a role's name may have. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_NAME = 64;
/** Characters of the longest region, `us-northeast-1` and the like. */
const LONGEST_REGION = 14;

/**
 * Returns the fixed name of the role that signs in, because a federated credential names it. Names of roles are shared by all
 * regions of an account.
 */
export function signInRoleName(stackName: string, region: string): string {
  const ending = '-sign-in';
  const room = LONGEST_NAME - ending.length - LONGEST_REGION - 1;
  return `${stackName.slice(0, room)}-${region}${ending}`;
}

/** A stack, and its place in AWS. */
interface StackPlace {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  account: string;
  region: string;
  stackName: string;
}

/** Returns the ARN of a stack's sign-in role: the subject of the tokens that AWS signs for it. */
export function signInRoleArn({ partition, account, region, stackName }: StackPlace): string {
  return `arn:${partition}:iam::${account}:role/${signInRoleName(stackName, region)}`;
}
