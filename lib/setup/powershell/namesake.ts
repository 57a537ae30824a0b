import type { Setup } from '../setup.ts';

/** Returns the check of an app that was found by its name alone. It is the same check as in bash, which says why. */
export function namesakePart({ customers, credential: { kind } }: Setup): string {
  const own =
    kind === 'federated'
      ? ` | Where-Object { $_['issuer'] -cne $Issuer -or $_['subject'] -cne $Subject }`
      : '';
  return `
if (-not $AppId) {
  $isTrusted = ${customers ? '$made' : '$made -or (Test-Consent)'}
  if (-not $isTrusted) {
    $me = (Send-Graph GET me)['id']
    $owners = @((Send-Graph GET "applications/$object/owners")['value'] | ForEach-Object { $_['id'] })
    $application = Send-Graph GET "applications/$object"
    $keys = @(@($application['passwordCredentials']) + @($application['keyCredentials']) | Where-Object { $_ })
    $federated = @((Send-Graph GET "applications/$object/federatedIdentityCredentials")['value'] | Where-Object { $_ })
    $look = "Look at its owners and credentials in the portal. If you know all of them, give AppId at the top of this script the value '$app'. Otherwise rename that app."
    $users = $owners.Count + $keys.Count + $federated.Count
    if ($users -gt 0 -and ($owners.Count -ne 1 -or $owners[0] -ne $me)) {
      throw "The app registration $AppName exists, and you are not its only owner. $look"
    }
    $federated = @($federated${own})
    if ($keys.Count + $federated.Count -gt 0) {
      Write-Host "The app registration $AppName exists without consent, and has credentials:"
      foreach ($key in $keys) { Write-Host "  $($key['displayName']) $($key['endDateTime'])" }
      foreach ($entry in $federated) { Write-Host "  $($entry['issuer']) $($entry['subject'])" }
      throw "A person who added one of them could read what you consent to. $look"
    }
  }
}
`.trim();
}

/** The function that finds out whether an administrator consented before: the script then adds no power to the app. */
export const TEST_CONSENT = `
function Test-Consent {
  $principal = @(Find-Graph servicePrincipals "appId eq '$app'")
  if ($principal.Count -eq 0) { return $false }
  $assigned = Send-Graph GET "servicePrincipals/$($principal[0]['id'])/appRoleAssignments"
  $granted = @($assigned['value'] | Where-Object { $_['resourceId'] -eq $service['id'] } |
    ForEach-Object { $_['appRoleId'] })
  @($roles | Where-Object { $granted -notcontains $_ }).Count -eq 0
}
`.trim();
