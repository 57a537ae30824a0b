import http from 'node:http';
import https from 'node:https';
import { jest } from '@jest/globals';

/**
 * Redirects this process's HTTPS requests to the sandbox on this port, with the original host in the header. HTTP, such as
 * to the stand-in for AWS, is not redirected. Returns a function that ends the redirection.
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
