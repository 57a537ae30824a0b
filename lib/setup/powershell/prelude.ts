import type { Setup } from '../setup.ts';

/** Returns the functions of the script, the sign-in, and the checks before it changes anything. */
export function preludePart({ credential: { kind } }: Setup): string {
  return `${kind === 'federated' ? REPLACED : ''}${PRELUDE}`;
}

const REPLACED = `
if ("$Issuer$Subject" -cnotmatch '^[A-Za-z0-9:/._-]+$') {
  throw 'Replace the text in angle brackets at the top of this script. These commands print it: aws iam get-outbound-web-identity-federation-info; aws sts get-caller-identity. The region is the region of the stack.'
}
`;

const PRELUDE = `
# Sends a request to Microsoft Graph, and returns its answer as a hash table.
function Send-Graph([string]$Method, [string]$Path, $Body) {
  $request = @{ Method = $Method; Uri = "$Graph/v1.0/$Path"; OutputType = 'HashTable' }
  if ($null -ne $Body) {
    $request['Body'] = ConvertTo-Json $Body -Depth 10
    $request['ContentType'] = 'application/json'
  }
  Invoke-MgGraphRequest @request
}

# Repeats a request that fails, because Entra takes some seconds to know a new object everywhere.
function Send-GraphPatiently([string]$Method, [string]$Path, $Body) {
  for ($try = 1; ; $try++) {
    try { return Send-Graph $Method $Path $Body }
    catch {
      if ($try -ge 6) { throw }
      Write-Host 'Entra may not know the new object everywhere yet. Trying again in 5 seconds.'
      Start-Sleep -Seconds 5
    }
  }
}

# Returns the objects of a collection that a filter selects, each as a hash table.
function Find-Graph([string]$Collection, [string]$Filter) {
  $answer = Send-Graph GET ($Collection + '?$filter=' + [uri]::EscapeDataString($Filter))
  foreach ($object in $answer['value']) { $object }
}

$connect = @{
  Environment = $Environment
  Scopes = 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read'
  ContextScope = 'Process'
  NoWelcome = $true
}
if ($TenantId) { $connect['TenantId'] = $TenantId }
Connect-MgGraph @connect
$tenant = (Get-MgContext).TenantId
Write-Host "Setting up in the tenant $tenant"
`;
