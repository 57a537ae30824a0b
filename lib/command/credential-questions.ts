import { input, password } from '@inquirer/prompts';
import { type ClientSecret, ClientSecretForm } from '../domain/connection-secret.ts';
import { pasted } from '../domain/pasted.ts';
import { daysUntil } from '../domain/time.ts';

type Field = keyof ClientSecret;

/**
 * Asks for credentials on the terminal, each until the answer has a valid form, and does not show the secret. In a
 * rehearsal an empty answer means the sandbox tenant's own value.
 */
export async function askForCredentials(
  expires: string | undefined,
  now: number,
  signal: AbortSignal,
  rehearsal?: ClientSecret,
): Promise<object> {
  const context = { output: process.stderr, signal };
  const offer = (field: Field) => (rehearsal?.[field] ? { default: rehearsal[field] } : {});
  const ask = (message: string, field: Field) =>
    input({ message, ...offer(field), validate: (typed) => complaint(field, typed) }, context);
  const tenantId = await ask('Directory (tenant) ID:', 'tenantId');
  const clientId = await ask('Application (client) ID:', 'clientId');
  const clientSecret = await password(
    {
      message: `Client secret (${rehearsal ? "empty: the sandbox tenant's" : 'its value, not its id'}):`,
      mask: '•',
      toggleMask: false,
      validate: (typed) => (rehearsal && pasted(typed) === '') || complaint('clientSecret', typed),
    },
    context,
  );
  const day =
    expires ??
    (await input(
      {
        message: 'Its expiry date (2027-05-31; empty if you do not know it):',
        ...offer('clientSecretExpires'),
        validate(typed) {
          const day = pasted(typed);
          if (day === '') return true;
          return daysUntil(day, now) < 0 ? 'It is in the past.' : complaint('clientSecretExpires', day);
        },
      },
      context,
    ));
  return {
    tenantId,
    clientId,
    clientSecret: rehearsal && pasted(clientSecret) === '' ? rehearsal.clientSecret : clientSecret,
    ...(pasted(day) !== '' && { clientSecretExpires: day }),
  };
}

/** Returns true if an answer has a valid form, else the message that says what is wrong. */
function complaint(field: Field, typed: string): true | string {
  const checked = ClientSecretForm.shape[field].safeParse(typed);
  return checked.success || `It ${checked.error.issues[0]?.message}.`;
}
