import { CLOUDS } from '../../domain/cloud.ts';
import { TOOL_NAMES } from '../national-clouds.ts';
import { makingCommand, nextSteps, storingCommand } from '../next-steps.ts';
import { bashQuoted, commentText } from '../quoted.ts';
import { APP_NAME, credentialName, GRAPH_APP_ID, type Setup } from '../setup.ts';
import { appPart } from './app.ts';
import { certificatePart } from './certificate.ts';
import { consentPart } from './consent.ts';
import { federatedPart } from './federated.ts';
import { preludePart } from './prelude.ts';
import { rolesPart } from './roles.ts';
import { secretPart } from './secret.ts';

/** Returns a script for bash and the Azure CLI that sets up the app. It runs with bash 3.2 of macOS too. */
export function bashScript(setup: Setup): string {
  const parts = [
    heading(setup),
    variables(setup),
    preludePart(setup),
    rolesPart(),
    appPart(setup),
    consentPart(setup),
    credentialPart(setup),
    lastPart(setup),
  ];
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

function heading(setup: Setup): string {
  const { connection, cloud, credential, commands } = setup;
  const making = makingCommand(setup);
  const secret = [
    'It shows a new secret once, on a terminal only. The option --renew adds a new one. A pipe gets it as JSON:',
    `  bash setup.sh | ${storingCommand(setup)}`,
    ...(making === undefined ? [] : [`If that secret does not exist yet, make it first: ${making}`]),
  ];
  const lines = [
    `Sets up the app registration of m365-evidence for the connection ${connection} (national cloud ${cloud}).`,
    `Printed by "${commands.setup}", which ran nothing of it. Read it, and then run it:`,
    '  bash setup.sh',
    'It needs the Azure CLI, signed in as a Privileged Role Administrator or Global Administrator.',
    'It deletes nothing. A second run adds only what is missing.',
    ...(credential.kind === 'federated' ? [] : secret),
  ];
  return ['#!/usr/bin/env bash', ...lines.map((text) => `# ${commentText(text)}`), 'set -euo pipefail'].join(
    '\n',
  );
}

function variables(setup: Setup): string {
  const { cloud, app, tenantId = '', customers, permissions } = setup;
  const values = {
    APP_NAME,
    APP_ID: app.clientId ?? '',
    AUDIENCE: customers ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    TENANT: tenantId,
    AZURE_CLOUD: TOOL_NAMES[cloud].azureCli,
    GRAPH: CLOUDS[cloud].graph,
    GRAPH_APP: GRAPH_APP_ID,
    PERMISSIONS: permissions.join(' '),
    ...credentialVariables(setup),
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${bashQuoted(value)}`)
    .join('\n');
}

function credentialVariables(setup: Setup): Record<string, string> {
  const { cloud, connection, credential } = setup;
  switch (credential.kind) {
    case 'federated': {
      const { issuer: ISSUER, subject: SUBJECT } = credential;
      return { ISSUER, SUBJECT, TOKEN_AUDIENCE: CLOUDS[cloud].federationAudience };
    }
    case 'certificate':
      return { CONNECTION: connection, CREDENTIAL: credentialName(setup) };
    case 'secret':
      return {
        CREDENTIAL: credentialName(setup),
        EXPIRES: credential.expires,
        EXPIRES_AT: `${credential.expires}T00:00:00Z`,
      };
  }
}

function credentialPart(setup: Setup): string {
  const parts = { federated: federatedPart, certificate: certificatePart, secret: secretPart };
  return parts[setup.credential.kind](setup);
}

function lastPart(setup: Setup): string {
  const lines = nextSteps(setup).map((parts) => {
    const text = parts.map((part) => (typeof part === 'string' ? bashQuoted(part) : `"$${part.variable}"`));
    return `say ${text.join('')}`;
  });
  return ["say ''", ...lines].join('\n');
}
