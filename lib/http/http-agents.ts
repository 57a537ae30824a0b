import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { http, https } from './node-http.ts';

/** The proxies for requests, in the form of Node's agents. Empty to connect directly. */
export interface Proxies {
  HTTPS_PROXY?: string;
  HTTP_PROXY?: string;
  /** Hosts to connect to directly, separated by commas. */
  NO_PROXY?: string;
}

/** Opens connection pools for both protocols. Source: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support */
export function openAgents(proxies: Proxies = {}): { http: HttpAgent; https: HttpsAgent } {
  const options = { keepAlive: true, ...(Object.keys(proxies).length > 0 && { proxyEnv: { ...proxies } }) };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}
