import { randomUUID } from 'node:crypto';

interface Dated {
  displayName: string;
  endDateTime: string;
}

interface Application {
  id: string;
  appId: string;
  displayName: string;
  signInAudience: string;
  requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[];
  keyCredentials: Dated[];
  passwordCredentials: Dated[];
  federatedIdentityCredentials: { name: string; issuer: string; subject: string; audiences: string[] }[];
  owners: { id: string }[];
}

interface ServicePrincipal {
  id: string;
  appId: string;
  appRoles: { id: string; value: string | null }[];
  assigned: { resourceId: string; appRoleId: string }[];
}

/** The objects of an Entra tenant that the setup script reads and makes. */
export interface AzureTenant {
  /** Empty if the Azure CLI is not signed in. */
  id: string;
  cloud: string;
  /** The id of the person who is signed in. */
  me: string;
  lineEnd: '\n' | '\r\n';
  /** Parts of calls that fail once. */
  failures: string[];
  applications: Application[];
  servicePrincipals: ServicePrincipal[];
}

interface GraphCall {
  method: string;
  path: string;
  filter: string;
  body: Record<string, unknown>;
}

/** Returns the answer of Microsoft Graph, and changes the tenant as Graph does. Throws an error for any other request. */
export function answerGraph(tenant: AzureTenant, { method, path, filter, body }: GraphCall): unknown {
  const [collection = '', id = '', part = ''] = path.split('/');
  const call = `${method} ${collection}${id && '/'}${part}`;
  const application = tenant.applications.find((candidate) => candidate.id === id);
  const principal = tenant.servicePrincipals.find((candidate) => candidate.id === id);
  const [, field = '', value = ''] = /^(\w+) eq '(.*)'$/.exec(filter) ?? [];
  const selected = (objects: readonly object[]) =>
    objects.filter((object) => (object as Record<string, unknown>)[field] === value);
  const known = /^servicePrincipals\(appId='(.*)'\)$/.exec(path)?.[1];
  if (known !== undefined) return tenant.servicePrincipals.find(({ appId }) => appId === known);
  switch (call) {
    case 'GET me':
      return { id: tenant.me };
    case 'GET applications':
      return { value: selected(tenant.applications) };
    case 'GET servicePrincipals':
      return { value: selected(tenant.servicePrincipals) };
    case 'POST applications': {
      const ids = { id: randomUUID(), appId: randomUUID() };
      const credentials = { keyCredentials: [], passwordCredentials: [], federatedIdentityCredentials: [] };
      const lists = { ...credentials, owners: [{ id: tenant.me }] };
      tenant.applications.push({ ...ids, ...lists, ...body } as unknown as Application);
      return tenant.applications.at(-1);
    }
    case 'POST servicePrincipals':
      tenant.servicePrincipals.push({
        id: randomUUID(),
        appId: String(body.appId),
        appRoles: [],
        assigned: [],
      });
      return tenant.servicePrincipals.at(-1);
  }
  if (principal && call === 'GET servicePrincipals/appRoleAssignments') return { value: principal.assigned };
  if (principal && call === 'POST servicePrincipals/appRoleAssignedTo') {
    const assignee = tenant.servicePrincipals.find((candidate) => candidate.id === body.principalId);
    assignee?.assigned.push({ resourceId: String(body.resourceId), appRoleId: String(body.appRoleId) });
    return body;
  }
  if (application) return answerApplication(application, call, body);
  throw new Error(`Unknown request: ${call}`);
}

function answerApplication(application: Application, call: string, body: Record<string, unknown>): unknown {
  switch (call) {
    case 'GET applications/':
      return application;
    case 'PATCH applications/':
      Object.assign(application, body);
      return null;
    case 'GET applications/owners':
      return { value: application.owners };
    case 'GET applications/federatedIdentityCredentials':
      return { value: application.federatedIdentityCredentials };
    case 'POST applications/federatedIdentityCredentials':
      application.federatedIdentityCredentials.push(
        body as unknown as Application['federatedIdentityCredentials'][0],
      );
      return body;
    case 'POST applications/addPassword':
      application.passwordCredentials.push(body.passwordCredential as Dated);
      return { secretText: SECRET_TEXT };
  }
  throw new Error(`Unknown request: ${call}`);
}

/** The client secret that the stand-in makes, with characters that need care in JSON and in a shell. */
export const SECRET_TEXT = 'canary~"$(id)\\`%s';
