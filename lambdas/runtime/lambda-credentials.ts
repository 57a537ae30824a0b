import { LambdaCredentials, readEnv } from './env.ts';

/**
 * Returns a function's AWS credentials, which Lambda sets in its environment. The bundles use this instead of the SDK's
 * chain (profiles, SSO, web identity, instance metadata): they are a quarter smaller, and credentials cannot come from
 * anywhere else.
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
