import type { Remedy } from '../domain/remedy.ts';
import { credentialStored, tenantStored } from './stored-where.ts';

const WRONG_CLOUD =
  "The tenant or the app belongs to another national cloud. Set the connection's `cloud` in cdk.json to the one in whose portal the tenant is managed: global (portal.azure.com), gcc-high or dod (portal.azure.us), china (portal.azure.cn).";

const WRONG_SCOPE =
  "The scope does not fit this national cloud. Check the connection's `cloud` in cdk.json (global, gcc-high, dod or china).";

const NOT_CONSENTED =
  'The app has no service principal in this tenant, because no administrator has consented to it there. Ask an administrator to open the API permissions page of the app registration and to grant admin consent.';

const APP_DISABLED =
  'The app is disabled. In the Entra admin centre, under Enterprise applications > the app > Properties, set "Enabled for users to sign in?" to Yes.';

const TENANT_MALFORMED: Remedy = (place) =>
  `The tenant id is neither an id nor a domain of a tenant. Copy the Directory (tenant) ID from the app registration's overview page, and ${tenantStored(place)}.`;

const TENANT_NEEDED: Remedy = (place) =>
  `The app is registered for one tenant only, but the sign-in names no particular one (such as "common"). Copy the Directory (tenant) ID, and ${tenantStored(place)}.`;

const TENANT_BLOCKED =
  'Microsoft has blocked the tenant, for example because it was not used, its subscription ended or it was deleted. A global administrator has to reactivate it in the Microsoft 365 admin centre, or with Microsoft support.';

const GRAPH_DISABLED =
  'Microsoft Graph is disabled in this tenant: a subscription has lapsed, or an administrator turned it off. In the Entra admin centre, under Enterprise applications > Microsoft Graph > Properties, set "Enabled for users to sign in?" to Yes, and check the tenant\'s subscriptions.';

const BLOCKED_BY_POLICY =
  'A Conditional Access policy for workload identities blocks this app. Ask an administrator to exclude the app registration, or to allow the addresses from which it signs in.';

const NO_CREDENTIAL: Remedy = (place) =>
  `The secret holds no credential that Entra accepts: store a client secret or a certificate ${credentialStored(place)}.`;

/**
 * What to do about a refused sign-in, by AADSTS number.
 * Sources: https://learn.microsoft.com/entra/identity-platform/reference-error-codes; for 900383, 900384, 5000224 and
 * 7000229, which it lacks, Entra's own texts in public reports.
 */
export const SIGN_IN_REMEDIES: Readonly<Record<string, Remedy>> = {
  // The app and its secret
  '700016':
    "The client id or the tenant id is wrong. Copy both from the app registration's overview page in the Entra admin centre.",
  '7000215': (place) =>
    `The client secret is invalid. It must be the secret's value, not its id (the value is shown only once, when it is made): make a new one and store its value ${credentialStored(place)}.`,
  '7000222': (place) =>
    `The client secret has expired. Make a new one under Certificates & secrets of the app registration, and store its value ${credentialStored(place)}.`,
  '7000216': NO_CREDENTIAL,
  '7000218': NO_CREDENTIAL,
  '70001': APP_DISABLED,
  '7000112': APP_DISABLED,
  '7000229': NOT_CONSENTED,
  '65001': NOT_CONSENTED,
  '53003': BLOCKED_BY_POLICY,
  '530032': BLOCKED_BY_POLICY,

  // Certificates; the codes of federated credentials are in federation-remedies.ts
  '700027': (place) =>
    `The certificate is not registered with the app registration, or it has expired there or is not valid yet. Add the same certificate under Certificates & secrets > Certificates, or store another one ${credentialStored(place)}.`,

  '700024':
    'The clock of the machine that signed in is wrong by more than five minutes. Set it by a time server, and try again.',
  '7000272':
    'Entra does not know the key with which AWS signed the token. For a new issuer this can take half an hour: wait and try again.',

  // The tenant
  '90002':
    'The tenant was not found. Check the tenant id, and that the connection names the right cloud (global, gcc-high, dod or china).',
  '900021': TENANT_MALFORMED,
  '900023': TENANT_MALFORMED,
  '50059': TENANT_MALFORMED,
  '50128': TENANT_MALFORMED,
  '90019': TENANT_MALFORMED,
  '50194': TENANT_NEEDED,
  '9001023': TENANT_NEEDED,
  '5000224': TENANT_BLOCKED,
  '5000225': TENANT_BLOCKED,

  // Microsoft Graph in the tenant
  '500014': GRAPH_DISABLED,
  '500011':
    "Entra does not know Microsoft Graph under this name. Check the connection's cloud, and that Microsoft Graph is among the enterprise applications of the tenant and the tenant is not disabled.",

  // The national cloud
  '90038': WRONG_CLOUD,
  '90043': WRONG_CLOUD,
  '90051': WRONG_CLOUD,
  '900382': WRONG_CLOUD,
  '900383': WRONG_CLOUD,
  '900384': WRONG_CLOUD,
  '900432': WRONG_CLOUD,
  '900439': WRONG_CLOUD,
  '70011': WRONG_SCOPE,
  '1002012': WRONG_SCOPE,
};

/** Returns what to do about any other code. `number` is its AADSTS number, if Entra gave one. */
export function defaultSignInRemedy(number: string | undefined): string {
  const page = `https://login.microsoftonline.com/error${number ? `?code=${number}` : ''}`;
  return `See Entra's own text above and look the code up at ${page}; the sign-in logs of the app (Service principal sign-ins) show the same correlation id.`;
}
