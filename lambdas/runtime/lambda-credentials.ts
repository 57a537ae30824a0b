import { LambdaCredentials, readEnv } from './env.ts';

/**
 * The AWS credentials of a Lambda function, which Lambda puts into its environment. The bundles have this in
 * place of the SDK's own chain (profiles, SSO, web identity, instance metadata): a quarter less to load, and
 * no other place that credentials could come from.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function defaultProvider() {
  return async () => {
    const env = readEnv(LambdaCredentials);
    return {
      accessKeyId: env.AWS_ACCESS_KEY_ID,
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
      sessionToken: env.AWS_SESSION_TOKEN,
    };
  };
}
