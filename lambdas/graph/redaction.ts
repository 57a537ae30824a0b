import type { HttpAnswer } from './http-transport.ts';

const PLACE = '[token]';

/**
 * The answer as if the token had never been in it. A service that says back what it was sent would otherwise
 * carry the token, by its headers, its links or its objects, into messages, logs and the register.
 */
export function withoutToken({ status, headers, body }: HttpAnswer, token: string): HttpAnswer {
  const clean = Object.entries(headers).map(([name, value]) => [name, value?.replaceAll(token, PLACE)]);
  return {
    status,
    headers: Object.fromEntries(clean),
    body: body.includes(token) ? Buffer.from(body.toString('utf8').replaceAll(token, PLACE)) : body,
  };
}
