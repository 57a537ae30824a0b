import { CLOUDS } from '../../domain/cloud.ts';
import { TOOL_NAMES } from '../national-clouds.ts';
import { nextSteps } from '../next-steps.ts';
import { commentText, powershellQuoted } from '../quoted.ts';
import { APP_NAME, credentialName, GRAPH_APP_ID, type Setup } from '../setup.ts';
import { appPart } from './app.ts';
import { CERTIFICATE_PART } from './certificate.ts';
import { consentPart } from './consent.ts';
import { FEDERATED_PART } from './federated.ts';
import { preludePart } from './prelude.ts';
import { SECRET_PART } from './secret.ts';

const CREDENTIAL_PARTS = {
  federated: FEDERATED_PART,
  certificate: CERTIFICATE_PART,
  secret: SECRET_PART,
};

/** Returns a script for PowerShell and the module Microsoft.Graph.Authentication that sets up the app. */
export function powershellScript(setup: Setup): string {
  const parts = [
    heading(setup),
    variables(setup),
    preludePart(setup),
    appPart(setup),
    consentPart(setup),
    CREDENTIAL_PARTS[setup.credential.kind],
    lastPart(setup),
  ];
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

function heading({ connection, cloud, credential: { kind }, commands }: Setup): string {
  const lines = [
    `Sets up the app registration of m365-evidence for the connection ${connection} (national cloud ${cloud}).`,
    `Printed by "${commands.setup}", which ran nothing of it. Read it, and then run it:`,
    '  Install-Module Microsoft.Graph.Authentication -Scope CurrentUser',
    '  ./setup.ps1',
    'It asks you to sign in as a Privileged Role Administrator or Global Administrator.',
    'It deletes nothing. A second run adds only what is missing.',
    ...(kind === 'federated' ? [] : ['With -Renew it adds a new secret or certificate.']),
  ];
  const version = kind === 'certificate' ? ['#Requires -Version 7.0'] : [];
  const options = kind === 'federated' ? 'param()' : 'param([switch]$Renew)';
  return [
    ...lines.map((text) => `# ${commentText(text)}`),
    ...version,
    '#Requires -Modules Microsoft.Graph.Authentication',
    options,
    'Set-StrictMode -Version Latest',
    "$ErrorActionPreference = 'Stop'",
  ].join('\n');
}

function variables(setup: Setup): string {
  const { cloud, app, tenantId = '', customers, permissions } = setup;
  const values = {
    AppName: APP_NAME,
    AppId: app.clientId ?? '',
    Audience: customers ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    TenantId: tenantId,
    Environment: TOOL_NAMES[cloud].graphPowerShell,
    Graph: CLOUDS[cloud].graph,
    GraphAppId: GRAPH_APP_ID,
    ...credentialVariables(setup),
  };
  return [
    ...Object.entries(values).map(([name, value]) => `$${name} = ${powershellQuoted(value)}`),
    `$Permissions = @(${permissions.map(powershellQuoted).join(', ')})`,
  ].join('\n');
}

function credentialVariables(setup: Setup): Record<string, string> {
  const { cloud, connection, credential } = setup;
  switch (credential.kind) {
    case 'federated': {
      const { issuer: Issuer, subject: Subject } = credential;
      return { Issuer, Subject, TokenAudience: CLOUDS[cloud].federationAudience };
    }
    case 'certificate':
      return { Connection: connection, Credential: credentialName(setup) };
    case 'secret':
      return { Credential: credentialName(setup), Expires: credential.expires };
  }
}

function lastPart(setup: Setup): string {
  const lines = nextSteps(setup).map((parts) => {
    const text = parts.map((part) =>
      typeof part === 'string' ? powershellQuoted(part) : `$${part.variable}`,
    );
    return `Write-Host (${text.join(' + ')})`;
  });
  return ["Write-Host ''", ...lines].join('\n');
}
