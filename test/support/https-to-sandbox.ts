import http from 'node:http';
import https from 'node:https';

/**
 * Loaded before the program (`node --import`): leads what it would send to Microsoft to the sandbox on
 * SANDBOX_PORT, which still learns which host was meant. AWS' stand-in is asked by HTTP, and is left alone.
 */
const port = Number(process.env.SANDBOX_PORT);
https.request = ((
  url: URL,
  { agent: _, headers, ...options }: https.RequestOptions,
  answered: () => void,
) => {
  const led = new URL(`${url.pathname}${url.search}`, `http://127.0.0.1:${port}`);
  return http.request(led, { ...options, headers: { ...headers, host: url.host } }, answered);
}) as typeof https.request;
