import type { HttpAnswer } from './http-transport.ts';

const PLACE = '[redacted]';

/**
 * The answer as if the secret had never been in it, as it is or encoded for a URL. A service that says back
 * what it was sent would otherwise carry it, by headers, links or objects, into messages, logs and the register.
 */
export function redacted({ headers, body, ...answer }: HttpAnswer, secret: string): HttpAnswer {
  const forms = [...new Set([secret, encodeURIComponent(secret)])];
  const clean = (text: string) => forms.reduce((cleaner, form) => cleaner.replaceAll(form, PLACE), text);
  return {
    ...answer,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value && clean(value)]),
    ),
    body: forms.some((form) => body.includes(form)) ? Buffer.from(clean(body.toString('utf8'))) : body,
  };
}
