import http from 'node:http';
import https from 'node:https';
import { jest } from '@jest/globals';

/**
 * Leads what this process would send to Microsoft to the sandbox on this port, which still learns the host. Other HTTP,
 * such as to the AWS stand-in, stays as it is. Returns the function that ends it.
 */
export function leadHttpsToSandbox(port: number): () => void {
  const led = jest.spyOn(https, 'request').mockImplementation(((
    url: URL,
    { agent: _, headers, ...options }: https.RequestOptions,
    answered: () => void,
  ) => {
    const there = new URL(`${url.pathname}${url.search}`, `http://127.0.0.1:${port}`);
    return http.request(there, { ...options, headers: { ...headers, host: url.host } }, answered);
  }) as typeof https.request);
  return () => led.mockRestore();
}
