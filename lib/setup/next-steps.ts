import { CLOUDS } from '../domain/cloud.ts';
import { APP, FILE, type Line, line, TENANT } from './lines.ts';
import { bashQuoted } from './quoted.ts';
import type { Setup } from './setup.ts';

/** Returns the last lines of a script: what a person does next. */
export function nextSteps(setup: Setup): Line[] {
  return [...consentLinks(setup), ...credentialSteps(setup), ...proof(setup)];
}

/** Returns the command that signs in and shows which permissions are granted. */
function proof({ credential, sharedSecret, commands: { connect } }: Setup): Line[] {
  const patience = line`If Entra refuses it at first (AADSTS700016, 7000215 or 700027), try again in a minute: it does not know a new app everywhere at once.`;
  const begin = 'Then connect, which shows the permissions that are granted, missing and not needed:';
  if (credential.kind === 'federated' || sharedSecret !== undefined)
    return [line`${begin}`, line`  ${connect}`];
  if (credential.kind === 'secret')
    return [line`${begin}`, line`  ${connect} --expires ${credential.expires}`, patience];
  return [
    line`${begin}`,
    line`  ${connect} --certificate "${FILE}"`,
    patience,
    line`Afterwards delete this file, because it holds the private key.`,
  ];
}

/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent */
function consentLinks({ cloud, customers }: Setup): Line[] {
  if (!customers) return [];
  const link = (tenant: string) => line`  ${CLOUDS[cloud].authority}/${tenant}/adminconsent?client_id=${APP}`;
  const links = customers.flatMap(({ connection, tenantId }) => [line`  ${connection}:`, link(tenantId)]);
  return [
    line`An administrator of each customer tenant opens its link, and grants consent:`,
    ...(links.length > 0 ? links : [link('<id of the customer tenant>')]),
    line`If AADSTS500113 appears afterwards, consent was given: the app has no address to return to.`,
    line`One credential of this app then opens each tenant that granted consent.`,
  ];
}

function credentialSteps(setup: Setup): Line[] {
  const { credential, connection, sharedSecret } = setup;
  if (credential.kind === 'federated')
    return [...contextLines(setup, '"federated"'), line`Deploy: npx cdk deploy`];
  if (sharedSecret !== undefined) {
    return [
      ...contextLines(setup, `{ "secret": ${JSON.stringify(sharedSecret)} }`),
      line`Store the credential as JSON in the secret ${sharedSecret} of AWS Secrets Manager:`,
      credential.kind === 'secret'
        ? line`  {"clientSecret": "…", "clientSecretExpires": "${credential.expires}"}`
        : line`  {"certificate": "…", "privateKey": "…"}, each as PEM, from ${FILE}`,
      line`If the secret does not exist yet, make it first: ${makingCommand(setup) ?? ''}`,
      line`Deploy: npx cdk deploy`,
    ];
  }
  return [
    line`The connection ${connection} needs the ${credential.kind} and these ids, for which "connect" asks:`,
    line`  Directory (tenant) ID: ${TENANT}`,
    line`  Application (client) ID: ${APP}`,
  ];
}

/** Returns the bash command that takes the credential as JSON from its standard input, and stores it. */
export function storingCommand({ sharedSecret, commands }: Setup): string {
  if (sharedSecret === undefined) return commands.connect;
  return `aws secretsmanager put-secret-value --secret-id ${bashQuoted(sharedSecret)}${commands.awsOptions ?? ''} --secret-string file:///dev/stdin`;
}

/** Returns the bash command that makes the secret of a shared app; undefined if the credential belongs to one connection. */
export function makingCommand({ sharedSecret, commands }: Setup): string | undefined {
  if (sharedSecret === undefined) return undefined;
  return `aws secretsmanager create-secret --name ${bashQuoted(sharedSecret)}${commands.awsOptions ?? ''}`;
}

/** Returns what goes into `cdk.json`. */
function contextLines({ app, connection, customers }: Setup, credential: string): Line[] {
  if (app.clientId !== undefined)
    return [line`cdk.json lists this app as ${app.name}. Its credential there must be ${credential}.`];
  const tenant = customers ? '<id of the customer tenant>' : TENANT;
  return [
    line`Write this into the context of cdk.json:`,
    line`  "apps": [{ "name": "${app.name}", "clientId": "${APP}", "credential": ${credential} }]`,
    line`and this into its connection ${connection}:`,
    line`  "tenantId": "${tenant}", "app": "${app.name}"`,
  ];
}
