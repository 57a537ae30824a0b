import type { Setup } from '../setup.ts';
import { namesakePart, TEST_CONSENT } from './namesake.ts';

/** Returns the part that finds or makes the app registration, with the permissions that it asks for. */
export function appPart(setup: Setup): string {
  const parts = [setup.customers ? '' : TEST_CONSENT, FIND, namesakePart(setup), PERMISSIONS];
  return parts.map((part) => part.trim()).join('\n\n');
}

const FIND = `
# The ids of permissions differ between national clouds.
$service = Send-Graph GET "servicePrincipals(appId='$GraphAppId')"
$roles = @()
foreach ($permission in $Permissions) {
  $role = @($service['appRoles'] | Where-Object { $_['value'] -ceq $permission })
  if ($role.Count -eq 0) {
    Write-Host "Left out: Microsoft Graph offers no permission $permission in this tenant."
    continue
  }
  $roles += $role[0]['id']
}
if ($roles.Count -eq 0) { throw 'Microsoft Graph offers no permission that is needed.' }

$filter = if ($AppId) { "appId eq '$AppId'" } else { "displayName eq '$AppName'" }
$found = @(Find-Graph applications $filter)
$made = $found.Count -eq 0
if ($found.Count -gt 1) { throw "Several app registrations have the name $AppName. Rename those that are not meant." }
if ($made) {
  if ($AppId) { throw "cdk.json names the app $AppId, and this tenant has no app of that id. Sign in to its own tenant." }
  $access = @($roles | ForEach-Object { @{ id = $_; type = 'Role' } })
  $found = @(Send-Graph POST applications @{
    displayName = $AppName
    signInAudience = $Audience
    requiredResourceAccess = @(@{ resourceAppId = $GraphAppId; resourceAccess = $access })
  })
  Write-Host "Made the app registration $AppName"
}
else {
  Write-Host 'The app registration exists'
}
$object = $found[0]['id']
$app = $found[0]['appId']
`;

const PERMISSIONS = `
if ($Audience -eq 'AzureADMultipleOrgs' -and $found[0]['signInAudience'] -eq 'AzureADMyOrg') {
  $null = Send-GraphPatiently PATCH "applications/$object" @{ signInAudience = $Audience }
  Write-Host 'Made the app multi-tenant'
}

# The list is written as one, so that it keeps what is in it.
$application = Send-GraphPatiently GET "applications/$object"
$others = @($application['requiredResourceAccess'] | Where-Object { $_['resourceAppId'] -ne $GraphAppId })
$listed = @($application['requiredResourceAccess'] | Where-Object { $_['resourceAppId'] -eq $GraphAppId } |
  ForEach-Object { $_['resourceAccess'] })
$present = @($listed | Where-Object { $_['type'] -eq 'Role' } | ForEach-Object { $_['id'] })
$missing = @($roles | Where-Object { $present -notcontains $_ } | ForEach-Object { @{ id = $_; type = 'Role' } })
if ($missing.Count -gt 0) {
  $all = $others + @(@{ resourceAppId = $GraphAppId; resourceAccess = $listed + $missing })
  $null = Send-GraphPatiently PATCH "applications/$object" @{ requiredResourceAccess = $all }
  Write-Host "Added $($missing.Count) permissions to the app"
}
`;
