import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { openAgents } from '../../lambdas/graph/http-agents.ts';
import { environmentProxies } from '../deployment/proxies.ts';

/** Region and profile of a stack. The AWS SDK finds a missing one in the environment and its configuration files. */
export interface AwsPlace {
  region?: string;
  profile?: string;
}

/**
 * The configuration of an AWS client: through the proxies of the environment, which the SDK does not read. The clients
 * that fetch credentials (AWS SSO, STS) take the same way. Throws WrongUsage.
 */
export function clientConfig(place: AwsPlace) {
  const proxies = environmentProxies();
  if (!proxies.HTTPS_PROXY && !proxies.HTTP_PROXY) return place;
  const agents = openAgents(proxies);
  const requestHandler = { httpAgent: agents.http, httpsAgent: agents.https };
  return {
    ...place,
    requestHandler,
    credentials: defaultProvider({ ...place, clientConfig: { requestHandler } }),
  };
}
