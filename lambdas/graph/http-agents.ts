import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { http, https } from './node-http.ts';

/** The proxies that requests go through, as Node's agents take them. Empty for none. */
export interface Proxies {
  HTTPS_PROXY?: string;
  HTTP_PROXY?: string;
  /** Hosts that are reached directly, with commas between. */
  NO_PROXY?: string;
}

/** Connection pools for both protocols. Source: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support */
export function openAgents(proxies: Proxies = {}): { http: HttpAgent; https: HttpsAgent } {
  const options = { keepAlive: true, ...(Object.keys(proxies).length > 0 && { proxyEnv: { ...proxies } }) };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}
