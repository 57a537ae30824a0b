import { ELSEWHERE } from '../consent-elsewhere.ts';
import { powershellQuoted } from '../quoted.ts';
import type { Setup } from '../setup.ts';

/**
 * Returns the part that grants admin consent in the tenant of the administrator. A multi-tenant app gets it there only if a
 * connection reads this tenant.
 */
export function consentPart({ customers }: Setup): string {
  if (!customers) return `${GRANT.trim()}\nGrant-Consent`;
  const own = customers.map(({ tenantId }) => powershellQuoted(tenantId));
  if (own.length === 0)
    return "Write-Host 'Consent is granted with the link below, in each tenant that is read.'";
  return [
    GRANT.trim(),
    `if (@(${own.join(', ')}) -contains $tenant) { Grant-Consent }`,
    `else { Write-Host ${powershellQuoted(ELSEWHERE)} }`,
  ].join('\n');
}

const GRANT = `
function Grant-Consent {
  $principal = @(Find-Graph servicePrincipals "appId eq '$app'")
  if ($principal.Count -eq 0) { $principal = @(Send-GraphPatiently POST servicePrincipals @{ appId = $app }) }
  $principalId = $principal[0]['id']
  $assigned = Send-GraphPatiently GET "servicePrincipals/$principalId/appRoleAssignments"
  $granted = @($assigned['value'] | Where-Object { $_['resourceId'] -eq $service['id'] } |
    ForEach-Object { $_['appRoleId'] })
  foreach ($role in $roles) {
    if ($granted -contains $role) { continue }
    try {
      $null = Send-GraphPatiently POST "servicePrincipals/$($service['id'])/appRoleAssignedTo" @{
        principalId = $principalId
        resourceId = $service['id']
        appRoleId = $role
      }
    }
    catch {
      throw "Consent was not granted. It needs the role Privileged Role Administrator or Global Administrator. $_"
    }
    Write-Host "Granted admin consent for the permission $role"
  }
  Write-Host 'Admin consent is granted'
}
`;
