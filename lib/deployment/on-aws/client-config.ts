import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { openAgents } from '../../http/http-agents.ts';
import { environmentProxies } from '../proxies.ts';

/** Region and profile of a stack. The AWS SDK finds a missing one in the environment and its configuration files. */
export interface AwsPlace {
  region?: string;
  profile?: string;
}

/**
 * Returns the configuration of an AWS client that uses the proxies of the environment, because the SDK ignores them.
 * The clients that fetch credentials (AWS SSO, STS) use the same proxies. Throws WrongUsage if a proxy's address is
 * invalid.
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
