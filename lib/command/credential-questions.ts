import { input, password } from '@inquirer/prompts';
import { type ClientSecret, ClientSecretForm, type ConnectionSecret } from '../domain/connection-secret.ts';
import { pasted } from '../domain/pasted.ts';
import { daysUntil } from '../domain/time.ts';

type Field = keyof ClientSecret;

interface Questions {
  /** The client secret's expiry date, if it is known already. */
  expires: string | undefined;
  now: number;
  signal: AbortSignal;
  /** A sandbox tenant's credentials: an empty answer means its own value. */
  rehearsal?: ConnectionSecret | undefined;
  /** The ids that are known already. */
  ids: { tenantId?: string | undefined; clientId?: string | undefined };
  /** The certificate, if it is known already. */
  proof?: object | undefined;
}

/** Asks for what is not known yet, each until the answer has a valid form, and does not show the secret. */
export async function askForCredentials(questions: Questions): Promise<object> {
  const { ids, proof, signal, rehearsal } = questions;
  const ask = async (message: string, field: 'tenantId' | 'clientId') =>
    ids[field] ??
    (await input(
      {
        message,
        ...(rehearsal && { default: rehearsal[field] }),
        validate: (typed) => complaint(field, typed),
      },
      { output: process.stderr, signal },
    ));
  const tenantId = await ask('Directory (tenant) ID:', 'tenantId');
  const clientId = await ask('Application (client) ID:', 'clientId');
  return { tenantId, clientId, ...(proof ?? (await askForSecret(questions))) };
}

async function askForSecret({ expires, now, signal, rehearsal }: Questions): Promise<object> {
  const context = { output: process.stderr, signal };
  const own = rehearsal && 'clientSecret' in rehearsal ? rehearsal : undefined;
  const clientSecret = await password(
    {
      message: `Client secret (${own ? "empty: the sandbox tenant's" : 'its value, not its id'}):`,
      mask: '•',
      toggleMask: false,
      validate: (typed) => (own && pasted(typed) === '') || complaint('clientSecret', typed),
    },
    context,
  );
  const day =
    expires ??
    (await input(
      {
        message: 'Its expiry date (2027-05-31; empty if you do not know it):',
        ...(own?.clientSecretExpires && { default: own.clientSecretExpires }),
        validate(typed) {
          const day = pasted(typed);
          if (day === '') return true;
          return daysUntil(day, now) < 0 ? 'It is in the past.' : complaint('clientSecretExpires', day);
        },
      },
      context,
    ));
  return {
    clientSecret: own && pasted(clientSecret) === '' ? own.clientSecret : clientSecret,
    ...(pasted(day) !== '' && { clientSecretExpires: day }),
  };
}

/** Returns true if an answer has a valid form, else the message that says what is wrong. */
function complaint(field: Field, typed: string): true | string {
  const checked = ClientSecretForm.shape[field].safeParse(typed);
  return checked.success || `It ${checked.error.issues[0]?.message}.`;
}
