import * as z from 'zod/mini';
import { pasted } from './pasted.ts';
import { Day } from './time.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The form of a domain. */
export const DOMAIN =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/i;

/** Removes the blanks and quotes around a pasted text, then checks it with the schema. */
const pastedText = <T extends z.ZodMiniType<string, string>>(schema: T) =>
  z.pipe(
    z.transform((given: unknown) => (typeof given === 'string' ? pasted(given) : given)),
    schema as z.ZodMiniType<string, unknown>,
  );

/** The id of a tenant, or one of its verified domains. */
export const TenantId = pastedText(
  z.string().check(
    z.refine((id) => GUID.test(id) || DOMAIN.test(id), 'must be a GUID or a verified domain'),
    z.toLowerCase(),
  ),
);

/** The application (client) id of an app registration. */
export const ClientId = pastedText(z.string().check(z.regex(GUID, 'must be a GUID')));

/** Characters of a PEM text. A key of 4,096 bits has 3,300, a certificate 2,000, and a chain a few of them. */
const LONGEST_PEM = 32_768;

/** PEM text. A JSON text in a shell often holds `\n` or `\r\n` as characters, and Windows adds carriage returns. */
const pem = (label: string, what: string) =>
  z.pipe(
    z.transform((given: unknown) =>
      typeof given === 'string'
        ? `${pasted(given.replaceAll(/\\r\\n|\\n/g, '\n')).replaceAll(/\r\n?/g, '\n')}\n`
        : given,
    ),
    z
      .string()
      .check(
        z.maxLength(LONGEST_PEM, `has more than ${LONGEST_PEM.toLocaleString('en')} characters`),
        z.regex(
          new RegExp(`^-----BEGIN ${label}-----\\n[\\w+/=\\s:-]+-----END ${label}-----\\n$`),
          `must be ${what} as PEM, from its BEGIN line to its END line`,
        ),
      ) as z.ZodMiniType<string, unknown>,
  );

/** A client secret, which an app sends to Entra. */
const ClientSecretFields = {
  clientSecret: pastedText(
    z
      .string()
      .check(
        z.minLength(1, 'is empty'),
        z.maxLength(1024, 'is longer than any client secret'),
        z.regex(/^[\x21-\x7e]*$/, 'holds blanks or characters that no client secret has'),
      ),
  ),
  /** The expiry date of the client secret, if it was entered. An app cannot read it from Entra. */
  clientSecretExpires: z.optional(pastedText(Day)),
};

/** A certificate with its private key, with which an app signs an assertion for Entra. */
const CertificateFields = {
  certificate: pem('CERTIFICATE', 'a certificate'),
  privateKey: pem('(?:RSA )?PRIVATE KEY', 'an unencrypted private key'),
};

/** The forms of a connection secret's JSON: with a client secret, and with a certificate. */
export const ClientSecretForm = z.object({ tenantId: TenantId, clientId: ClientId, ...ClientSecretFields });
export const CertificateForm = z.object({ tenantId: TenantId, clientId: ClientId, ...CertificateFields });

/** The forms of the JSON in the secret of an app that several connections share. */
const SharedClientSecret = z.object(ClientSecretFields);
const SharedCertificate = z.object(CertificateFields);

/** What an app signs in with, as it is stored. */
export type StoredCredential = z.infer<typeof SharedClientSecret> | z.infer<typeof SharedCertificate>;

export type ClientSecret = z.infer<typeof ClientSecretForm>;
export type CertificateSecret = z.infer<typeof CertificateForm>;
/** The connection secret's JSON (Secrets Manager, one per connection). */
export type ConnectionSecret = ClientSecret | CertificateSecret;

/** Returns whether a secret's JSON is meant to hold a certificate. */
export function holdsCertificate(given: object): boolean {
  return 'certificate' in given || 'privateKey' in given;
}

/** Returns the form that the JSON of a connection secret should have. */
export function connectionSecretForm(given: object): z.core.$ZodType<ConnectionSecret> {
  return holdsCertificate(given) ? CertificateForm : ClientSecretForm;
}

/** Returns the form that the JSON in the secret of a shared app should have. */
export function sharedSecretForm(given: object): z.core.$ZodType<StoredCredential> {
  return holdsCertificate(given) ? SharedCertificate : SharedClientSecret;
}

/** Returns which field of a secret is invalid and why. Never repeats the field's value. */
export function secretProblem({ issues: [issue] }: Pick<z.core.$ZodError, 'issues'>) {
  const field = issue?.path.join('.') || 'secret';
  return { field, problem: issue?.code === 'invalid_type' ? 'is not text' : (issue?.message ?? 'is wrong') };
}
